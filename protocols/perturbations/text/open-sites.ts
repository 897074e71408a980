import type { Prompt } from '../../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans, type ProtectedKind } from '../../protected-spans.ts';
import { toFreeSites, type EditSite, type SiteGroup } from './edit-sites.ts';

/** The sites of a prompt that touch nothing protected, as the only group. `sites` ascending. */
export function toOpenSites(
  prompt: Prompt,
  sites: readonly EditSite[],
  kinds: readonly ProtectedKind[] = EVERY_PROTECTED,
): readonly SiteGroup[] {
  return [{ share: 1, sites: toFreeSites(sites, toProtectedSpans(prompt.sample, kinds)) }];
}
