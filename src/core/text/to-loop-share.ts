/** Longest unit that is looked for, code points: a sentence repeated over and over. */
const MAX_UNIT = 64;
/** Times that a unit must stand in a row. */
const MIN_REPEATS = 4;
/** Code points that the row must have: "no no no no" is no loop. */
const MIN_LENGTH = 16;

/**
 * Share of a text's code points, in [0, 1], that stand in its longest loop: a unit of 1 … 64 code points repeated at least four times in a
 * row over at least 16 code points, the last repeat perhaps cut off. 0 without a loop, so for every text under 16. A text has a loop of
 * period p where each of its code points is equal to the one p before. Time is linear in the length.
 */
export function toLoopShare(text: string): number {
  if (text.length < MIN_LENGTH) return 0;
  const points = Array.from(text);
  const longestUnit = Math.min(MAX_UNIT, Math.floor(points.length / MIN_REPEATS));
  let longest = 0;
  for (let unit = 1; unit <= longestUnit; unit += 1) {
    const row = toLongestRow(points, unit);
    if (row >= Math.max(MIN_LENGTH, MIN_REPEATS * unit) && row > longest) longest = row;
  }
  return points.length === 0 ? 0 : longest / points.length;
}

/** Length of the longest stretch in which every code point is equal to the one `unit` before it, that first unit included. */
function toLongestRow(points: readonly string[], unit: number): number {
  let equal = 0;
  let most = 0;
  for (let at = unit; at < points.length; at += 1) {
    equal = points[at] === points[at - unit] ? equal + 1 : 0;
    if (equal > most) most = equal;
  }
  return most === 0 ? 0 : most + unit;
}
