import { toDistinctIndices, type Rng } from '#core/rng/rng.ts';
import type { Span } from '../../span.ts';

/** A place that an operator could change, and what it could become. */
export interface EditSite {
  /** UTF-16 offsets in the input; equal for a pure insertion. */
  readonly start: number;
  readonly end: number;
  /** At least one; none equals the text that stands there. */
  readonly replacements: readonly string[];
}

/** Sites that are drawn from together. */
export interface SiteGroup {
  /** Ascending, apart from each other and from the sites of other groups. */
  readonly sites: readonly EditSite[];
  /** Part of the intensity that this group gets, 1 for the only group. */
  readonly share: number;
}

/** Number of sites that are changed of `size`, at an intensity in [0, 1]: METRICS §10, round half up. */
export function toEditCount(size: number, intensity: number): number {
  return Math.min(size, Math.round(intensity * size));
}

/** The text with exactly round(intensity · share · N) of each group's N sites changed, drawn without replacement. */
export function editSites(text: string, groups: readonly SiteGroup[], intensity: number, rng: Rng): string {
  const chosen = groups
    .flatMap(({ sites, share }) =>
      toDistinctIndices(rng, sites.length, toEditCount(sites.length, intensity * share)).flatMap((index) => {
        const site = sites[index];
        return site === undefined ? [] : [site];
      }),
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  return replaceSites(text, chosen, ({ length }) => rng.int(0, length - 1));
}

/** The text with every site replaced by the replacement that `choose` points at: the first by default. */
export function replaceSites(
  text: string,
  sites: readonly EditSite[],
  choose: (replacements: readonly string[]) => number = () => 0,
): string {
  let edited = '';
  let offset = 0;
  for (const { start, end, replacements } of sites) {
    edited += text.slice(offset, start) + (replacements[choose(replacements)] ?? '');
    offset = end;
  }
  return edited + text.slice(offset);
}

/**
 * The sites that touch no kept span. An insertion may stand at the border of one but not inside. Both lists ascending, the
 * spans merged; linear.
 */
export function toFreeSites<T extends { readonly start: number; readonly end: number }>(
  sites: readonly T[],
  kept: readonly Span[],
): readonly T[] {
  let at = 0;
  return sites.filter(({ start, end }) => {
    while (at < kept.length && (kept[at]?.[1] ?? 0) <= start) at += 1;
    const span = kept[at];
    return span === undefined || span[0] >= end;
  });
}
