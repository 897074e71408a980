import { sha256Hex } from '#core/hash/sha256.ts';
import { createTrialNoise } from '#workers/decode/philox.ts';
import { createSampler } from '#workers/decode/sampler.ts';
import { toLogitSummary, toTokenLogprob } from '#workers/decode/token-logprob.ts';
import { median } from '../../median.ts';
import type { SamplingCost } from '../../runtimes/runtimes-api.ts';

const STEPS = 12;
const WARM_UP = 3;
/** Standard deviation of made-up logits, as peaked as a small trained model's. */
const DEVIATION = 3;

/** Summary, draw and log-probability of every row, T = 1, no truncation, as the token loop does them. */
export function measureSamplingCost(vocabularySize: number, rows: number): SamplingCost {
  const decoding = {
    temperature: 1,
    topK: 0,
    topP: 1,
    minP: 0,
    repetitionPenalty: 1,
    maxNewTokens: STEPS,
    stopStrings: [],
  };
  const sampler = createSampler(decoding, vocabularySize);
  const logits = Array.from({ length: rows }, (_, row) => toLogits(vocabularySize, row + 1));
  const noises = logits.map((_, row) => createTrialNoise(sha256Hex(`bench/sampling/${row}`)));
  const seenTokens = new Set<number>();
  const times: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const startedAtMs = performance.now();
    for (const [row, rowLogits] of logits.entries()) {
      const summary = toLogitSummary(rowLogits);
      const noise = noises[row] ?? createTrialNoise(sha256Hex('bench/sampling'));
      toTokenLogprob(rowLogits, summary, sampler.draw({ logits: rowLogits, summary, noise, step, seenTokens }));
    }
    if (step >= WARM_UP) times.push((performance.now() - startedAtMs) / rows);
  }
  return { vocabularySize, rows, msPerRow: median(times) };
}

/** Nearly normal logits: sums of four numbers of Park and Miller's generator. */
function toLogits(vocabularySize: number, seed: number): Float32Array {
  let state = seed * 7919;
  const next = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 1073741823.5 - 1;
  };
  const scale = DEVIATION / Math.sqrt(4 / 3);
  return Float32Array.from({ length: vocabularySize }, () => (next() + next() + next() + next()) * scale);
}
