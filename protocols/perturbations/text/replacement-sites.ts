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

/** Lengths of a table's keys by their first character, longest first. */
type KeyLengths = ReadonlyMap<string, readonly number[]>;

/** Made once for each table: tables outlive the texts that they are looked up in. */
const lengthsByTable = new WeakMap<Replacements, KeyLengths>();

function toKeyLengths(table: Replacements): KeyLengths {
  const known = lengthsByTable.get(table);
  if (known !== undefined) return known;
  const lengths = new Map(
    [...Map.groupBy(table.keys(), (key) => key.charAt(0))].map(([first, keys]) => [
      first,
      [...new Set(keys.map(({ length }) => length))].toSorted((a, b) => b - a),
    ]),
  );
  lengthsByTable.set(table, lengths);
  return lengths;
}

/**
 * Where the keys of a table stand in a text, longest first, not overlapping, ascending. `accepts` says whether a match at
 * these offsets counts. At each character only keys that begin with it are looked up, by their lengths, so the cost does not grow with
 * the number of keys.
 */
export function toReplacementSites(
  text: string,
  table: Replacements,
  accepts: (start: number, end: number) => boolean = () => true,
): readonly EditSite[] {
  const lengthsByFirst = toKeyLengths(table);
  const sites: EditSite[] = [];
  let start = 0;
  while (start < text.length) {
    const at = start;
    const length =
      lengthsByFirst
        .get(text.charAt(at))
        ?.find((size) => at + size <= text.length && table.has(text.slice(at, at + size))) ?? 0;
    const replacements = length === 0 ? [] : (table.get(text.slice(at, at + length)) ?? []);
    const isSite = replacements.length > 0 && accepts(at, at + length);
    if (isSite) sites.push({ start: at, end: at + length, replacements });
    start += isSite ? length : 1;
  }
  return sites;
}
