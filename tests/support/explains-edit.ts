import type { SiteGroup } from '#protocols/perturbations/text/edit-sites.ts';

/**
 * Whether `after` is `before` with exactly `counts[g]` sites of each group g replaced, each by one of its replacements, and nothing else
 * changed. Keeps every reading that is still possible, by where it stands in `after` and how many sites of each group it used.
 */
export function explainsEdit(
  before: string,
  after: string,
  groups: readonly SiteGroup[],
  counts: readonly number[],
): boolean {
  const sites = groups
    .flatMap((group, index) => group.sites.map((site) => ({ ...site, index })))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let readings = new Map([
    [
      toKey(
        0,
        counts.map(() => 0),
      ),
      { at: 0, used: counts.map(() => 0) },
    ],
  ]);
  let offset = 0;
  for (const { start, end, replacements, index } of sites) {
    const gap = before.slice(offset, start);
    const next: typeof readings = new Map();
    for (const { at, used } of readings.values()) {
      if (!after.startsWith(gap, at)) continue;
      for (const [text, step] of [
        [before.slice(start, end), 0] as const,
        ...[...new Set(replacements)].map((other) => [other, 1] as const),
      ]) {
        const reading = {
          at: at + gap.length + text.length,
          used: used.map((count, group) => count + (group === index ? step : 0)),
        };
        if (after.startsWith(text, at + gap.length)) next.set(toKey(reading.at, reading.used), reading);
      }
    }
    readings = next;
    offset = end;
  }
  return [...readings.values()].some(
    ({ at, used }) => after.slice(at) === before.slice(offset) && used.every((count, group) => count === counts[group]),
  );
}

function toKey(at: number, used: readonly number[]): string {
  return [at, ...used].join(' ');
}
