import { exactLog } from './exact-math.ts';
import { fillNoise, type TrialNoise } from './philox.ts';

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
  const likelyBlock = likely >> 2;
  const blockCount = (scores.length + 3) >> 2;
  let bestToken = likely;
  let bestSum = -Infinity;
  // Starting at a likely token raises the bar early and lets most others be skipped.
  for (let turn = -1; turn < blockCount; turn += 1) {
    if (turn === likelyBlock) continue;
    const block = turn === -1 ? likelyBlock : turn;
    if (!canReach(scores, 4 * block, bestSum - LARGEST_GUMBEL)) continue;
    fillNoise(noise, block, step, words);
    for (let lane = 0; lane < 4; lane += 1) {
      const token = 4 * block + lane;
      const score = scores[token] ?? -Infinity;
      const word = words[lane] ?? 0;
      if (score === -Infinity || score + (BOUND_BY_LEADING_ONES[Math.clz32(~word)] ?? 0) < bestSum) continue;
      const sum = score + toGumbel(word);
      if (sum > bestSum || (sum === bestSum && token < bestToken)) {
        bestSum = sum;
        bestToken = token;
      }
    }
  }
  return bestToken;
}

/** True when one of the four tokens from `first` on has a score of at least `needed`. */
function canReach(scores: Float64Array, first: number, needed: number): boolean {
  return (
    (scores[first] ?? -Infinity) >= needed ||
    (scores[first + 1] ?? -Infinity) >= needed ||
    (scores[first + 2] ?? -Infinity) >= needed ||
    (scores[first + 3] ?? -Infinity) >= needed
  );
}
