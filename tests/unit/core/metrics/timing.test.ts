import { expectedCostToSuccess, toExpectedCost } from '#core/metrics/expected-cost-to-success.ts';
import { idealizedRuntime, toIdealizedRuntime } from '#core/metrics/idealized-runtime.ts';
import { latencyQuantile, toLatencyMedians, toE2eMs, toPrefillTps, toTpotMs } from '#core/metrics/latency-quantile.ts';
import { geometricMean, ttftGeomean } from '#core/metrics/ttft-geomean.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { buildTimedTrial } from './timed-trials.ts';

const settings = createIntervalSettings();

describe('latency', () => {
  test('of METRICS’ example has .02 s per output token', () => {
    expect(toTpotMs(buildTimedTrial(1, { outputTokens: 121 }))).toBeCloseTo(20, 9);
  });

  test('end to end and prefill speed are quantiles over samples', () => {
    const trials = [1, 2, 3].map((sample) =>
      buildTimedTrial(sample, { e2eMs: sample * 100, promptTokens: sample * 35 }),
    );
    expect(latencyQuantile(toLatencyMedians(trials, toE2eMs), 0.5, 0.95)).toMatchObject({ value: 200, n: 3 });
    expect(latencyQuantile(toLatencyMedians(trials, toPrefillTps), 0.5, 0.95)).toMatchObject({ value: 200, n: 3 });
  });

  test('a prefill that took no measurable time has no speed', () => {
    expect(toPrefillTps(buildTimedTrial(1, { ttftMs: 0 }))).toBeNull();
  });
});

describe('geometric mean', () => {
  test('of the printed values is .4', () => {
    expect(geometricMean([0.2, 0.4, 0.8])).toBeCloseTo(0.4, 12);
    expect(geometricMean([])).toBeNull();
    expect(geometricMean([1, 0])).toBeNull();
  });

  test('of the times to first token gives each family the same weight', () => {
    const trials = [200, 400, 400, 400, 800].map((ttftMs, index) => buildTimedTrial(index, { ttftMs }));
    const toFamily = (sampleId: string) => ({ s000: 'short', s004: 'long' })[sampleId] ?? 'middle';
    expect(ttftGeomean(trials, toFamily, 0.95).value).toBeCloseTo(400, 9);
  });

  test('of one family has the log-delta interval of its mean', () => {
    const trials = [100, 200, 300].map((ttftMs, index) => buildTimedTrial(index, { ttftMs }));
    const result = ttftGeomean(trials, () => 'all', 0.95);
    expect(result).toMatchObject({ n: 3, clusters: 3 });
    // SE of the mean over the mean: 100/√3/200; t(2) = 4.302653.
    const factor = Math.exp((4.30265273 * 100) / Math.sqrt(3) / 200);
    expectInterval(result.interval, 'CI-R', 200 / factor, 200 * factor);
  });

  test('is null without time, and says why it has no interval', () => {
    expect(ttftGeomean([], () => 'all', 0.95).reason).toBe('no timed trials');
    expect(ttftGeomean([buildTimedTrial(1, { ttftMs: 0 })], () => 'all', 0.95)).toMatchObject({ value: null, n: 1 });
    expect(ttftGeomean([buildTimedTrial(1)], () => 'all', 0.95).reason).toBe('an interval needs at least 2 clusters');
    expect(ttftGeomean([buildTimedTrial(1), buildTimedTrial(2)], () => 'all', 0.95).reason).toMatch(
      'spread is unknown',
    );
  });
});

describe('idealised runtime', () => {
  const sizes = [100, 200, 400, 800, 100, 800].map((promptTokens, index) => {
    const outputTokens = [50, 100, 50, 100, 200, 200][index] ?? 0;
    const seconds = [1.14, 2.22, 1.43, 2.84, 4.12, 4.83][index] ?? 0;
    return buildTimedTrial(index, { promptTokens, outputTokens, e2eMs: 1000 * seconds });
  });
  test('has the printed coefficients and prediction', () => {
    const { fixed, perPromptToken, perOutputToken } = idealizedRuntime(sizes, settings);
    const fit = {
      fixed: fixed.value ?? Number.NaN,
      perPromptToken: perPromptToken.value ?? Number.NaN,
      perOutputToken: perOutputToken.value ?? Number.NaN,
    };
    // METRICS prints seconds to six digits.
    expect(Math.abs(fit.fixed - 53.344)).toBeLessThan(1e-3);
    expect(Math.abs(fit.perPromptToken - 1.015)).toBeLessThan(1e-3);
    expect(Math.abs(fit.perOutputToken - 19.92)).toBeLessThan(1e-3);
    expect(toIdealizedRuntime(fit, 300, 120) / 1000).toBeCloseTo(2.728251, 6);
  });

  test('of prompts of one length cannot tell prefill from the rest', () => {
    const same = sizes.map((trial) => ({ ...trial, promptTokens: 100 }));
    expect(idealizedRuntime(same, settings).fixed).toMatchObject({
      value: null,
      reason: 'prompts and outputs do not vary enough in length to tell their costs apart',
      n: 6,
    });
    expect(idealizedRuntime([], settings).fixed).toMatchObject({ value: null, reason: 'no timed trials', n: 0 });
  });

  test('has a bootstrap interval from ten clusters on', () => {
    const twelve = [...sizes, ...sizes.map((trial) => ({ ...trial, e2eMs: trial.e2eMs + 30 }))];
    const apart = twelve.map((trial, index) => ({ ...trial, sampleId: `t${index}`, clusterId: `t${index}` }));
    const result = idealizedRuntime(apart, settings).perOutputToken;
    expect(result).toMatchObject({ n: 12, clusters: 12, interval: { method: 'CI-BS' } });
  });
});

describe('expected cost to success', () => {
  test('has the printed values', () => {
    expect(toExpectedCost(0.01, 0.6, null)).toBeCloseTo(0.016667, 6);
    expect(toExpectedCost(0.01, 0.6, 3)).toBeCloseTo(0.0156, 12);
  });

  test('has its limits at 0 and 1', () => {
    expect(toExpectedCost(2, 0, null)).toBeNull();
    expect(toExpectedCost(2, 0, 5)).toBe(10);
    expect(toExpectedCost(2, 1, 5)).toBe(2);
    expect(toExpectedCost(2, 1e-12, 5)).toBeCloseTo(10, 9);
  });

  const toTrials = (sample: string, digits: string, cost: number) =>
    digits
      .split('')
      .map((digit) => ({ sampleId: sample, clusterId: sample, cost, success: digit === '1' ? 1 : 0 }) as const);

  test('is a mean over samples, each with its own rate', () => {
    const trials = [...toTrials('a', '11', 1), ...toTrials('b', '10', 3)];
    expect(expectedCostToSuccess(trials, null, settings)).toMatchObject({ value: 3.5, n: 2 });
    expect(expectedCostToSuccess(trials, 2, settings)).toMatchObject({ value: (1 + 4.5) / 2, n: 2 });
  });

  test('without a cap is undefined when a sample never succeeds', () => {
    const trials = [...toTrials('a', '11', 1), ...toTrials('b', '00', 3)];
    expect(expectedCostToSuccess(trials, null, settings)).toMatchObject({
      value: null,
      reason: '1 of 2 samples never succeeded, so trying until success has no bound',
      n: 2,
      clusters: 2,
    });
    expect(expectedCostToSuccess(trials, 2, settings).value).toBe((1 + 6) / 2);
    expect(expectedCostToSuccess([], null, settings).reason).toBe('no timed and scored trials');
  });
});
