import { quartileCoefficient, quartileDispersion } from '#core/metrics/quartile-dispersion.ts';
import { resourceConsistency } from '#core/metrics/resource-consistency.ts';
import { coefficientOfVariation } from '#core/stats/coefficient-of-variation.ts';
import { confidenceConsistency } from '#core/stats/confidence-consistency.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { buildTimedTrial, toTimedTrials } from './timed-trials.ts';

const settings = createIntervalSettings();
const TIMES = [10, 12, 9, 11, 18];
const TOKENS = [200, 210, 190, 205, 320];

test('the coefficient of variation is the printed one, and needs two values with a mean above 0', () => {
  expect(coefficientOfVariation(TIMES)).toBeCloseTo(0.294628, 6);
  expect(coefficientOfVariation(TOKENS)).toBeCloseTo(0.238307, 6);
  expect(coefficientOfVariation([3])).toBeNull();
  expect(coefficientOfVariation([0, 0])).toBeNull();
  expect(coefficientOfVariation([])).toBeNull();
});

describe('resource consistency', () => {
  test('of the printed times and tokens is the printed one', () => {
    const trials = toTimedTrials(1, TIMES, TOKENS);
    expect(resourceConsistency(trials, ['tokens', 'time'], settings).value).toBeCloseTo(0.766081, 6);
    expect(resourceConsistency(trials, ['tokens'], settings).value).toBeCloseTo(Math.exp(-0.238307), 6);
  });

  test('is a mean over samples with a t interval', () => {
    const trials = [...toTimedTrials(1, TIMES, TOKENS), ...toTimedTrials(2, [10, 10], [5, 5])];
    const result = resourceConsistency(trials, ['tokens', 'time'], settings);
    expect(result).toMatchObject({ n: 2, clusters: 2, interval: { method: 'CI-T' } });
    expect(result.value).toBeCloseTo((0.766081 + 1) / 2, 6);
  });

  test('leaves out values that are not positive, and samples without two', () => {
    expect(resourceConsistency(toTimedTrials(1, [10, 0], [0, 7]), ['tokens', 'time'], settings)).toMatchObject({
      value: null,
      reason: 'no sample has 2 timed trials',
    });
    expect(resourceConsistency(toTimedTrials(1, [10, 0], [7, 7]), ['tokens', 'time'], settings).value).toBe(1);
  });
});

describe('quartile coefficient of dispersion', () => {
  test('of the printed times is the printed one', () => {
    expect(quartileCoefficient(TIMES.toSorted((a, b) => a - b))).toBeCloseTo(0.090909, 6);
    expect(quartileDispersion(toTimedTrials(1, TIMES, TOKENS), 'time', settings).value).toBeCloseTo(0.090909, 6);
  });

  test('needs two timed trials of a sample', () => {
    expect(quartileDispersion([buildTimedTrial(1)], 'tokens', settings).reason).toBe('no sample has 2 timed trials');
  });
});

describe('confidence consistency', () => {
  const toSample = (confidences: readonly number[], id = 's1') => ({ sampleId: id, clusterId: id, confidences });

  test('of the printed confidences is the printed one', () => {
    const result = confidenceConsistency([toSample([0.9, 0.8, 0.85, 0.95, 0.6])], settings);
    expect(result.value).toBeCloseTo(0.848108, 6);
  });

  test('leaves out samples without two confidences or with a mean of 0', () => {
    const samples = [toSample([0.9], 's1'), toSample([0, 0], 's2'), toSample([0.5, 0.5], 's3')];
    expect(confidenceConsistency(samples, settings)).toMatchObject({ value: 1, n: 1 });
    expect(confidenceConsistency(samples.slice(0, 2), settings)).toMatchObject({
      value: null,
      reason: 'no sample has 2 confidences with a mean above 0',
    });
  });
});
