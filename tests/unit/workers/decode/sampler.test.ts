import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { Decoding } from '#core/model/decoding.ts';
import { createRng } from '#core/rng/rng.ts';
import { drawToken, toGumbel } from '#workers/decode/gumbel-max.ts';
import { createTrialNoise, fillNoise, type TrialNoise } from '#workers/decode/philox.ts';
import { createSampler } from '#workers/decode/sampler.ts';
import { toLogitSummary } from '#workers/decode/token-logprob.ts';

const off: Decoding = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 1,
  stopStrings: [],
};

/** Logits in (−3, 3), with two that are equal. */
const LOGITS = Float32Array.of(1.5, -0.5, 2.25, 2.25, 0, -2, 0.75, 1, -1, 0.25);
const SEEN = new Set([2, 5]);

/** Token counts of `draws` trials. */
function toCounts(decoding: Decoding, draws: number): readonly number[] {
  const sampler = createSampler(decoding, LOGITS.length);
  const summary = toLogitSummary(LOGITS);
  const counts = Array.from({ length: LOGITS.length }, () => 0);
  for (let trial = 0; trial < draws; trial += 1) {
    const noise = createTrialNoise(sha256Hex(`trial ${trial}`));
    const token = sampler.draw({ logits: LOGITS, summary, noise, step: trial % 7, seenTokens: SEEN });
    counts[token] = (counts[token] ?? 0) + 1;
  }
  return counts;
}

/** Probabilities by the definition, written with sorting and Math.exp in place of heaps and our own functions. */
function toExactProbabilities(decoding: Decoding): readonly number[] {
  const logits = [...LOGITS].map((logit, token) => {
    if (!SEEN.has(token)) return logit;
    return logit > 0 ? logit / decoding.repetitionPenalty : logit * decoding.repetitionPenalty;
  });
  let kept = logits
    .map((logit, token) => ({ token, weight: Math.exp(logit / decoding.temperature) }))
    .toSorted((a, b) => b.weight - a.weight || a.token - b.token);
  if (decoding.topK > 0) kept = kept.slice(0, decoding.topK);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  kept = kept.filter(({ weight }) => {
    const isBeforeCrossing = reached < decoding.topP * total;
    reached += weight;
    return isBeforeCrossing;
  });
  kept = kept.filter(({ weight }) => weight >= decoding.minP * (kept[0]?.weight ?? 0));
  const remaining = kept.reduce((sum, { weight }) => sum + weight, 0);
  return logits.map((_, token) => (kept.find((entry) => entry.token === token)?.weight ?? 0) / remaining);
}

/** Draws by the definition: noise for every token, nothing skipped. */
function drawWithoutSkipping(scores: Float64Array, noise: TrialNoise, step: number): number {
  let best = 0;
  let bestSum = -Infinity;
  const words = new Int32Array(4);
  for (const [token, score] of scores.entries()) {
    fillNoise(noise, token >> 2, step, words);
    const sum = score + toGumbel(words[token & 3] ?? 0);
    if (sum > bestSum) [best, bestSum] = [token, sum];
  }
  return best;
}

describe('distribution', { timeout: 60_000 }, () => {
  const draws = 20_000;
  it.each([
    { name: 'plain', changes: {} },
    { name: 'temperature', changes: { temperature: 0.6 } },
    { name: 'high temperature', changes: { temperature: 2.5 } },
    { name: 'top-k', changes: { topK: 4 } },
    { name: 'top-k between equal logits', changes: { topK: 1 } },
    { name: 'top-p', changes: { topP: 0.8 } },
    { name: 'min-p', changes: { minP: 0.2 } },
    { name: 'repetition penalty', changes: { repetitionPenalty: 1.6 } },
    { name: 'all together', changes: { temperature: 1.3, topK: 8, topP: 0.95, minP: 0.05, repetitionPenalty: 1.2 } },
  ])('is the exact one under $name (χ² over fixed trial keys)', ({ changes }) => {
    const decoding = { ...off, ...changes };
    const counts = toCounts(decoding, draws);
    const expected = toExactProbabilities(decoding).map((probability) => probability * draws);
    let chiSquare = 0;
    for (const [token, count] of counts.entries()) {
      const mean = expected[token] ?? 0;
      if (mean === 0) expect(count, `token ${token} was dropped`).toBe(0);
      else chiSquare += (count - mean) ** 2 / mean;
    }
    // 27.88 = 99.9 % quantile of χ² with 9 degrees of freedom, the most that a case has.
    expect(chiSquare).toBeLessThan(27.88);
  });
});

describe('noise', () => {
  it('gives the same token whether hopeless tokens are skipped or not', () => {
    const rng = createRng('skipping');
    for (let round = 0; round < 400; round += 1) {
      const size = rng.int(2, 300);
      const spread = [0.01, 3, 30, 200][round % 4] ?? 1;
      const scores = Float64Array.from({ length: size }, () => (-rng.int(0, 1_000_000) / 1_000_000) * spread);
      if (round % 3 === 0) scores.fill(-Infinity, 0, size >> 1);
      const noise = createTrialNoise(sha256Hex(`noise ${round}`));
      const likely = scores.indexOf(Math.max(...scores));
      expect(drawToken(scores, noise, round, likely)).toBe(drawWithoutSkipping(scores, noise, round));
    }
  });

  it('stays finite and below its bounds at the ends of its range', () => {
    expect(toGumbel(0)).toBeCloseTo(-3.1299, 3);
    expect(toGumbel(0xffffffff)).toBeLessThan(33 * Math.LN2);
    for (let bits = 0; bits < 32; bits += 1) {
      const word = (0xffffffff << bits) >>> 0;
      expect(toGumbel(word)).toBeLessThan((Math.clz32(~word) + 1) * Math.LN2);
    }
  });

  it('is another one for each step and trial', () => {
    const toWords = (key: string, step: number): readonly number[] => {
      const words = new Int32Array(4);
      fillNoise(createTrialNoise(sha256Hex(key)), 0, step, words);
      return [...words];
    };
    expect(toWords('a', 0)).toEqual(toWords('a', 0));
    expect(toWords('a', 0)).not.toEqual(toWords('a', 1));
    expect(toWords('a', 0)).not.toEqual(toWords('b', 0));
  });
});

describe('greedy', () => {
  const draw = (decoding: Decoding): number =>
    createSampler(decoding, LOGITS.length).draw({
      logits: LOGITS,
      summary: toLogitSummary(LOGITS),
      noise: createTrialNoise(sha256Hex('greedy')),
      step: 0,
      seenTokens: SEEN,
    });

  it('takes the lowest id among the largest logits at temperature 0', () => {
    expect(draw({ ...off, temperature: 0 })).toBe(2);
  });

  it('takes the repetition penalty into account', () => {
    expect(draw({ ...off, temperature: 0, repetitionPenalty: 2 })).toBe(3);
  });

  it('is what the smallest temperatures tend to', () => {
    expect([2, 3]).toContain(draw({ ...off, temperature: Number.MIN_VALUE }));
  });
});

describe('the raw logits', () => {
  it('are not changed by a draw', () => {
    const before = LOGITS.slice();
    toCounts({ ...off, temperature: 0.5, topK: 3, repetitionPenalty: 2 }, 3);
    expect(LOGITS).toEqual(before);
  });
});
