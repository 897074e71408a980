import { expect, test } from 'vitest';
import type { TokenLogprob } from '#core/model/trial-output.ts';
import { findNoiseProblem } from '#harness/verify-noise.ts';
import { buildConfig } from '#tests/support/builders.ts';
import { createTrialNoise } from '#workers/decode/philox.ts';
import { createSampler } from '#workers/decode/sampler.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { toLogitSummary, toTokenLogprob } from '#workers/decode/token-logprob.ts';

const logits = Float32Array.from({ length: 50 }, (_, token) => 2 * Math.sin(token));
const { decoding } = buildConfig([]);
const keys = Array.from({ length: 40 }, (_, index) => (index + 1).toString(16).padEnd(64, '7'));

function draw(trialKey: string, temperature: number): TokenLogprob[] {
  const sampler = createSampler({ ...decoding, temperature }, logits.length);
  const summary = toLogitSummary(logits);
  const noise = createTrialNoise(trialKey);
  return Array.from({ length: 20 }, (_, step) => {
    const token = sampler.draw({ logits, summary, noise, step, seenTokens: new Set<number>() });
    return toTokenLogprob(logits, summary, token);
  });
}

test.each([0.3, 1, 2])('tokens that the sampler drew at temperature %d pass', (temperature) => {
  for (const trialKey of keys) {
    const row = { trialKey, logprobs: draw(trialKey, temperature) };
    expect(findNoiseProblem(row, { ...decoding, temperature }, createTokenGumbel)).toBeNull();
  }
});

test('tokens of another trial are found', () => {
  const [first = '', second = ''] = keys;
  const row = { trialKey: first, logprobs: draw(second, 1) };
  expect(findNoiseProblem(row, decoding, createTokenGumbel)).toMatch(/would have drawn token/);
});

test('with filters nothing is claimed', () => {
  const [first = '', second = ''] = keys;
  const row = { trialKey: first, logprobs: draw(second, 1) };
  expect(findNoiseProblem(row, { ...decoding, topK: 5 }, createTokenGumbel)).toBeNull();
});
