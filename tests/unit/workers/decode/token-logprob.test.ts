import { describe, expect, it } from 'vitest';
import { TokenLogprob } from '#core/model/trial-output.ts';
import { createRng } from '#core/rng/rng.ts';
import { toLogitSummary, toTokenLogprob } from '#workers/decode/token-logprob.ts';

describe('log-probabilities', () => {
  it('are the log-softmax of the raw logits to 1e-6', () => {
    const rng = createRng('logits');
    const logits = Float32Array.from({ length: 500 }, () => rng.int(-20_000, 20_000) / 1000);
    const summary = toLogitSummary(logits);
    const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    for (const token of [0, 17, summary.best, summary.second]) {
      const record = toTokenLogprob(logits, summary, token);
      expect(Math.abs(record.logprob - ((logits[token] ?? 0) - logSum))).toBeLessThan(6e-7);
      expect(record.logprob).toBe(Math.round(record.logprob * 1e6) / 1e6);
      expect(record.runnerUp).toBe(token === summary.best ? summary.second : summary.best);
    }
  });

  it('name the lowest ids among equal logits', () => {
    expect(toLogitSummary(Float32Array.of(1, 3, 3, 3, 2))).toMatchObject({ best: 1, second: 2 });
    expect(toLogitSummary(Float32Array.of(0, 0))).toMatchObject({ best: 0, second: 1 });
    expect(toLogitSummary(Float32Array.of(-1, -2, 5))).toMatchObject({ best: 2, second: 0 });
  });

  it('stay valid JSON where a token is impossible or certain', () => {
    const logits = Float32Array.of(0, -Infinity, -Infinity);
    const record = toTokenLogprob(logits, toLogitSummary(logits), 0);
    expect(TokenLogprob.parse(record)).toEqual({ token: 0, logprob: 0, runnerUp: 1, runnerUpLogprob: -10_000 });
    expect(Object.is(record.logprob, 0)).toBe(true);
  });

  it.each([
    { name: 'NaN', logits: [1, NaN, 2] },
    { name: 'NaN first', logits: [NaN, 1, 2] },
    { name: 'infinite', logits: [1, Infinity, 2] },
    { name: 'nothing', logits: [-Infinity, -Infinity] },
  ])('are refused for a row with $name', ({ logits }) => {
    expect(Number.isFinite(toLogitSummary(Float32Array.from(logits)).logSumExp)).toBe(false);
  });
});
