import { toCodePoints } from './code-points.ts';

const WORD = 32;

/**
 * Levenshtein distance: fewest insertions, deletions and substitutions that turn `a` into `b`; any integers as symbols. Takes
 * |a|·|b|/32 steps. Source: Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming",
 * with the blocks of its §4; for the whole text instead of a search, after Hyyrö 2003.
 */
export function levenshteinDistance(a: Int32Array, b: Int32Array): number {
  const [pattern, text] = trimCommon(a, b);
  if (pattern.length === 0) return text.length;
  const blocks = Math.ceil(pattern.length / WORD);
  const matchesBySymbol = toMatches(pattern, blocks);
  const noMatches = new Int32Array(blocks);
  // Vertical differences of +1 and −1, a bit per row of the pattern.
  const positive = new Int32Array(blocks).fill(-1);
  const negative = new Int32Array(blocks);
  const lastBit = 1 << ((pattern.length - 1) % WORD);
  let distance = pattern.length;
  for (const symbol of text) {
    const matches = matchesBySymbol.get(symbol) ?? noMatches;
    // Horizontal difference that enters a block from above; the top row grows by 1 with each symbol.
    let carry = 1;
    for (let block = 0; block < blocks; block += 1) {
      const up = positive[block] ?? 0;
      const down = negative[block] ?? 0;
      const equal = matches[block] ?? 0;
      const vertical = equal | down;
      const entered = carry < 0 ? equal | 1 : equal;
      const horizontal = (((entered & up) + up) ^ up) | entered;
      let rise = down | ~(horizontal | up);
      let fall = up & horizontal;
      const top = block === blocks - 1 ? lastBit : 1 << (WORD - 1);
      const leaving = (rise & top) !== 0 ? 1 : (fall & top) !== 0 ? -1 : 0;
      rise = (rise << 1) | (carry > 0 ? 1 : 0);
      fall = (fall << 1) | (carry < 0 ? 1 : 0);
      positive[block] = fall | ~(vertical | rise);
      negative[block] = rise & vertical;
      carry = leaving;
    }
    distance += carry;
  }
  return distance;
}

/** 1 − distance / length of the longer text, over code points after NFC; in [0, 1], symmetric; 1 for two empty texts. METRICS §2.12. */
export function levenshteinSimilarity(a: string, b: string): number {
  const first = toCodePoints(a);
  const second = toCodePoints(b);
  const longest = Math.max(first.length, second.length);
  return longest === 0 ? 1 : 1 - levenshteinDistance(first, second) / longest;
}

/** Both without their common start and end, which cost nothing. */
function trimCommon(a: Int32Array, b: Int32Array): readonly [Int32Array, Int32Array] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.subarray(start, a.length - end), b.subarray(start, b.length - end)];
}

/** By symbol, the rows of the pattern where it stands: bit r % 32 of word r / 32. */
function toMatches(pattern: Int32Array, blocks: number): ReadonlyMap<number, Int32Array> {
  const matchesBySymbol = new Map<number, Int32Array>();
  for (const [row, symbol] of pattern.entries()) {
    const words = matchesBySymbol.get(symbol) ?? new Int32Array(blocks);
    const block = Math.floor(row / WORD);
    words[block] = (words[block] ?? 0) | (1 << (row % WORD));
    matchesBySymbol.set(symbol, words);
  }
  return matchesBySymbol;
}
