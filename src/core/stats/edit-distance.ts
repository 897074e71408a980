/** Rows of the table in one machine word. */
const WORD = 32;

/**
 * Levenshtein distance: the least number of insertions, deletions and substitutions that turn one sequence into the other.
 * Bit-parallel, 32 rows of the table at a time: O(⌈shorter / 32⌉ · longer) after equal ends are cut off.
 * Source: Myers 1999, "A fast bit-vector algorithm for approximate string matching", in the block form of Hyyrö 2003.
 * @param a, b whole numbers such as token ids or code points.
 */
export function editDistance(a: readonly number[], b: readonly number[]): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start += 1;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [shorter, longer] =
    endA <= endB ? [a.slice(start, endA), b.slice(start, endB)] : [b.slice(start, endB), a.slice(start, endA)];
  return shorter.length === 0 ? longer.length : toBlockDistance(shorter, longer);
}

/** Vertical differences of the table, +1 in `plus` and −1 in `minus`, move from column to column; the last row's value is kept. */
function toBlockDistance(rows: readonly number[], columns: readonly number[]): number {
  const blocks = Math.ceil(rows.length / WORD);
  const matchesByToken = toMatches(rows, blocks);
  const noMatches = new Int32Array(blocks);
  const plus = new Int32Array(blocks).fill(-1);
  const minus = new Int32Array(blocks);
  const lastBit = 1 << ((rows.length - 1) % WORD);
  let distance = rows.length;
  for (const token of columns) {
    const matches = matchesByToken.get(token) ?? noMatches;
    // The first row of the table is 0, 1, 2, …, so the horizontal difference that enters the first block is +1.
    let carry = 1;
    for (let block = 0; block < blocks; block += 1) {
      const up = plus[block] ?? 0;
      const down = minus[block] ?? 0;
      const match = matches[block] ?? 0;
      const vertical = match | down;
      const diagonal = carry < 0 ? match | 1 : match;
      const horizontal = ((((diagonal & up) + up) | 0) ^ up) | diagonal;
      let rise = down | ~(horizontal | up);
      let fall = up & horizontal;
      const outBit = block === blocks - 1 ? lastBit : 1 << (WORD - 1);
      const out = (rise & outBit) !== 0 ? 1 : (fall & outBit) !== 0 ? -1 : 0;
      rise = (rise << 1) | (carry > 0 ? 1 : 0);
      fall = (fall << 1) | (carry < 0 ? 1 : 0);
      plus[block] = fall | ~(vertical | rise);
      minus[block] = rise & vertical;
      carry = out;
    }
    distance += carry;
  }
  return distance;
}

/** For each token, the rows that hold it, one bit a row. */
function toMatches(rows: readonly number[], blocks: number): ReadonlyMap<number, Int32Array> {
  const matchesByToken = new Map<number, Int32Array>();
  for (const [row, token] of rows.entries()) {
    const matches = matchesByToken.get(token) ?? new Int32Array(blocks);
    const block = Math.floor(row / WORD);
    matches[block] = (matches[block] ?? 0) | (1 << (row % WORD));
    matchesByToken.set(token, matches);
  }
  return matchesByToken;
}
