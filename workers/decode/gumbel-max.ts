import { exactLog } from './exact-math.ts';
import type { TrialNoise } from './philox.ts';

const LN2 = 0.6931471805599453;

/** Gumbel noise of a raw word: −ln(−ln((word + ½) / 2^32)); `word` is signed or unsigned 32 bits. In (−3.14, 22.88). */
export function toGumbel(word: number): number {
  return -exactLog(-exactLog(((word >>> 0) + 0.5) * 2 ** -32));
}

/**
 * Upper bounds of `toGumbel` by the number of leading one bits of the word, length 33. With v = 1 − u, −ln u > v gives
 * −ln(−ln u) < −ln v, and c leading ones mean v ≥ 2^−(c+1). The gap is above 1e-10, far more than rounding.
 */
const BOUND_BY_LEADING_ONES = Float64Array.from({ length: 33 }, (_, count) => (count + 1) * LN2);
/** No word gives more. */
const LARGEST_GUMBEL = 33 * LN2;

/**
 * Draws a token with probability proportional to exp(score): the one with the largest score + Gumbel noise, lowest id among
 * equals. Noise is a function of (trial, step, token), so the draw depends on nothing else; tokens that cannot win are
 * skipped, which never changes the result. Source: Maddison et al. 2014, arXiv:1411.0030 §2.
 * @param scores shape [vocabulary], natural log; −Infinity = cannot be drawn.  @param likely a token to try first.
 */
export function drawToken(scores: Float64Array, noise: TrialNoise, step: number, likely: number): number {
  const words = new Int32Array(4);
  let bestToken = likely;
  let bestSum = -Infinity;
  const tryBlock = (block: number): void => {
    noise.fill(block, step, words);
    const end = Math.min(4 * block + 4, scores.length);
    for (let token = 4 * block; token < end; token += 1) {
      const score = scores[token] ?? -Infinity;
      const word = words[token & 3] ?? 0;
      if (score + (BOUND_BY_LEADING_ONES[Math.clz32(~word)] ?? 0) < bestSum || score === -Infinity) continue;
      const sum = score + toGumbel(word);
      if (sum > bestSum || (sum === bestSum && token < bestToken)) {
        bestSum = sum;
        bestToken = token;
      }
    }
  };
  // Starting at a likely token raises the bar early and lets most others be skipped.
  tryBlock(likely >> 2);
  const blockCount = (scores.length + 3) >> 2;
  for (let block = 0; block < blockCount; block += 1) {
    const first = 4 * block;
    const needed = bestSum - LARGEST_GUMBEL;
    const canWin =
      (scores[first] ?? -Infinity) >= needed ||
      (scores[first + 1] ?? -Infinity) >= needed ||
      (scores[first + 2] ?? -Infinity) >= needed ||
      (scores[first + 3] ?? -Infinity) >= needed;
    if (canWin && block !== likely >> 2) tryBlock(block);
  }
  return bestToken;
}
