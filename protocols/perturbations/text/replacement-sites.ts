import type { EditSite } from './edit-sites.ts';

/** Texts and what each may become. */
export type Replacements = ReadonlyMap<string, readonly string[]>;

/** A table from lines of `from: to to …`, written compactly; `|` separates entries. */
export function toReplacements(lines: string): Replacements {
  return new Map(
    lines.split('|').map((line) => {
      const [from = '', ...to] = line.trim().split(/ +/);
      return [from, to] as const;
    }),
  );
}

/** As `toReplacements`, for groups whose members may replace each other: `a b c|d e`. */
export function toExchanges(groups: string): Replacements {
  const table = new Map<string, readonly string[]>();
  for (const group of groups.split('|')) {
    const members = group.trim().split(/ +/);
    for (const member of members)
      table.set(member, [...(table.get(member) ?? []), ...members.filter((other) => other !== member)]);
  }
  return table;
}

/**
 * Where the keys of a table stand in a text, longest first, not overlapping, ascending. `accepts` says whether a match at
 * these offsets counts. Keys are found by their first character, so a large table costs no more than a small one.
 */
export function toReplacementSites(
  text: string,
  table: Replacements,
  accepts: (start: number, end: number) => boolean = () => true,
): readonly EditSite[] {
  const keysByFirst = Map.groupBy(
    [...table.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)),
    (key) => key.charAt(0),
  );
  const sites: EditSite[] = [];
  let start = 0;
  while (start < text.length) {
    const at = start;
    const key = keysByFirst.get(text.charAt(at))?.find((entry) => text.startsWith(entry, at));
    const replacements = key === undefined ? [] : (table.get(key) ?? []);
    if (key === undefined || key === '' || replacements.length === 0 || !accepts(at, at + key.length)) {
      start += 1;
      continue;
    }
    sites.push({ start: at, end: at + key.length, replacements });
    start += key.length;
  }
  return sites;
}
