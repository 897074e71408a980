import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { toFreeSites, type EditSite, type SiteGroup } from './text/edit-sites.ts';
import { toTextUnits } from './text/text-units.ts';

export const wsDeleteInsert = defineUnitEdit({
  id: 'ws_delete_insert',
  version: 1,
  title: 'Missing and stray spaces',
  description: 'Drops a share of the spaces and breaks half that share of words.',
  definition:
    'Deletes a share of the spaces between words and inserts spaces inside words at half that share. Both kinds of place are counted apart, so each count is exact. Only single spaces between two letters are eligible for deletion.',
  class: 'L',
  dimension: 'surface',
  source: 'NL-Augmenter whitespace_perturbation (.10 and .05), with exact counts; METRICS §10.2 ws_delete_insert',
  scripts: 'all',
  scriptNotes: {
    devanagari: 'Breaks words between aksharas only.',
    bangla: 'Breaks words between aksharas only.',
    kannada: 'Breaks words between aksharas only.',
    han: 'Inserts only: there are no spaces to drop.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.1 },
  variantCount: null,
  toSiteGroups: toSpaceGroups,
});

function toSpaceGroups({ sample }: Prompt): readonly SiteGroup[] {
  const { input } = sample;
  const units = toTextUnits(input);
  const spaces: EditSite[] = [];
  const joints: EditSite[] = [];
  for (const [index, { start, end, script }] of units.entries()) {
    const [before, after] = [units[index - 1]?.script ?? null, units[index + 1]?.script ?? null];
    if (input.slice(start, end) === ' ' && before !== null && after !== null)
      spaces.push({ start, end, replacements: [''] });
    if (script !== null && script === after) joints.push({ start: end, end, replacements: [' '] });
  }
  const kept = toProtectedSpans(sample, EVERY_PROTECTED);
  return [
    { share: 1, sites: toFreeSites(spaces, kept) },
    { share: 0.5, sites: toFreeSites(joints, kept) },
  ];
}
