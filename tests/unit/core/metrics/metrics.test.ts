import { costPerSuccess } from '#core/metrics/cost-per-success.ts';
import { latencyQuantile, toLatencyMedians, toTpotMs, toTtftMs } from '#core/metrics/latency-quantile.ts';
import { meanTokens } from '#core/metrics/mean-tokens.ts';
import type { TimedTrial } from '#core/metrics/timed-trial.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';

function buildTimed(sample: number, changes: Partial<TimedTrial> = {}): TimedTrial {
  const sampleId = `s${String(sample).padStart(3, '0')}`;
  const times = { ttftMs: sample * 10, e2eMs: 2750, computeMs: 100, promptTokens: 20, outputTokens: 11 };
  return { sampleId, clusterId: sampleId, ...times, ...changes };
}

const thirty = Array.from({ length: 30 }, (_, index) => buildTimed(index + 1));

describe('latency', () => {
  test('the time per output token leaves out the first', () => {
    expect(toTpotMs(buildTimed(1, { ttftMs: 350, e2eMs: 2750, outputTokens: 121 }))).toBeCloseTo(20, 9);
    expect(toTpotMs(buildTimed(1, { outputTokens: 1 }))).toBeNull();
  });

  test('the median has an interval of order statistics', () => {
    const result = latencyQuantile(toLatencyMedians(thirty, toTtftMs), 0.5, 0.95);
    expect(result).toMatchObject({ value: 155, n: 30, clusters: 30, reason: null });
    expectInterval(result.interval, 'CI-Q', 100, 210);
  });

  test('epochs of a sample count once', () => {
    const repeated = thirty.flatMap((trial) => [trial, trial, { ...trial, ttftMs: 9000 }]);
    expect(latencyQuantile(toLatencyMedians(repeated, toTtftMs), 0.5, 0.95)).toEqual(
      latencyQuantile(toLatencyMedians(thirty, toTtftMs), 0.5, 0.95),
    );
  });

  test('a p95 of few samples has a value and no interval', () => {
    const result = latencyQuantile(toLatencyMedians(thirty, toTtftMs), 0.95, 0.95);
    expect(result.value).toBeCloseTo(285.5, 9);
    expect(result.interval).toBeNull();
    expect(result.reason).toBe('30 values are too few for an interval of the 0.95-quantile');
  });

  test('without timed trials, or with one token each, it is null with a reason', () => {
    expect(latencyQuantile(toLatencyMedians([], toTtftMs), 0.5, 0.95)).toMatchObject({
      value: null,
      reason: 'no timed trials',
    });
    expect(latencyQuantile(toLatencyMedians([buildTimed(1, { outputTokens: 1 })], toTpotMs), 0.5, 0.95)).toMatchObject({
      value: null,
      reason: 'no trial has 2 output tokens',
    });
  });
});

describe('tokens', () => {
  test('are averaged over the trials of a sample, then over samples', () => {
    const trials = [
      buildTimed(1, { outputTokens: 2 }),
      buildTimed(1, { outputTokens: 4 }),
      buildTimed(1, { outputTokens: 6 }),
      buildTimed(2, { outputTokens: 10 }),
    ];
    expect(meanTokens(trials, 'output', createIntervalSettings())).toMatchObject({ value: 7, n: 2 });
  });

  test('that never vary have no interval', () => {
    const result = meanTokens(thirty, 'prompt', createIntervalSettings());
    expect(result).toMatchObject({ value: 20, interval: null });
    expect(result.reason).toMatch('same value');
  });
});

describe('cost per success', () => {
  const toTrials = (costs: readonly number[], successes: readonly (0 | 1)[]) =>
    costs.map((cost, index) => ({
      sampleId: `s${index}`,
      clusterId: `s${index}`,
      cost,
      success: successes[index] ?? 0,
    }));
  const costs = [0.01, 0.012, 0.011, 0.02, 0.015, 0.013, 0.018, 0.009, 0.022, 0.016];
  const successes = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1] as const;

  test('of twenty rows has the printed value and interval', () => {
    const result = costPerSuccess(toTrials([...costs, ...costs], [...successes, ...successes]), 0.95);
    expect(result.value).toBeCloseTo(0.020857, 6);
    expectInterval(result.interval, 'Fieller', 0.0139, 0.03408);
  });

  test('of five rows has a value, and an unbounded interval is not given', () => {
    const result = costPerSuccess(toTrials([0.012, 0.015, 0.009, 0.02, 0.014], [1, 1, 0, 1, 0]), 0.95);
    expect(result.value).toBeCloseTo(0.023333, 6);
    expect(result.interval).toBeNull();
    expect(result.reason).toMatch('unbounded');
  });

  test('pools the trials of a cluster', () => {
    const trials = toTrials([1, 2, 3, 4], [1, 1, 0, 1]).map((trial, index) => ({
      ...trial,
      clusterId: `c${index % 2}`,
    }));
    expect(costPerSuccess(trials, 0.95)).toMatchObject({ n: 4, clusters: 2 });
    expect(costPerSuccess(trials, 0.95).value).toBeCloseTo(10 / 3, 12);
  });

  test('is null without a success or without trials', () => {
    expect(costPerSuccess(toTrials([1, 2], [0, 0]), 0.95)).toMatchObject({ value: null, reason: 'no trial succeeded' });
    expect(costPerSuccess([], 0.95)).toMatchObject({ value: null, reason: 'no timed and scored trials' });
  });
});
