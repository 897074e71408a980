import { bayesProbBetter, pairedProbBetter, unpairedProbBetter } from '#core/stats/bayes-prob-better.ts';
import { betaPosteriorInterval } from '#core/stats/beta-posterior-interval.ts';
import { clusterStandardError } from '#core/stats/cluster-t-interval.ts';
import { isSingleBinary, pairedDiff, toSamplePairs } from '#core/stats/paired-diff.ts';
import { mde, nRequired } from '#core/stats/sample-size.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { varianceDecomposition, type VariancePart } from '#core/stats/variance-decomposition.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX1, toSamples, toScored, toValues } from './fixtures.ts';

const settings = createIntervalSettings();
const ones = (count: number): readonly string[] => Array.from({ length: count }, () => '1');
const zeros = (count: number): readonly string[] => Array.from({ length: count }, () => '0');

describe('variance decomposition', () => {
  const decompose = (digits: readonly string[], part: VariancePart) =>
    varianceDecomposition(toSamples(digits), part, settings);

  test('of FIX-1 has the printed parts', () => {
    expect(decompose(FIX1, 'within').value).toBeCloseTo(0.180556, 6);
    expect(decompose(FIX1, 'between').value).toBeCloseTo(0.090278, 6);
    // Var(s̄) = .135417, of which a quarter of .180556 is noise.
    expect(decompose(FIX1, 'removable-share').value).toBeCloseTo(0.180556 / 4 / 0.135417, 5);
    expect(decompose(FIX1, 'within').interval?.method).toBe('CI-T');
    expect(decompose(FIX1, 'between').reason).toMatch('at least 10 clusters');
  });

  test('gives intervals from ten clusters on', () => {
    expect(decompose([...FIX1, ...FIX1], 'between').interval?.method).toBe('CI-BS');
    const { interval } = decompose([...FIX1, ...FIX1], 'removable-share');
    expect(interval?.lower).toBeGreaterThan(0);
    expect(interval?.upper).toBeLessThanOrEqual(1);
  });

  test('gives a negative estimate as 0 and says so', () => {
    const between = decompose(['10', '01', '10'], 'between');
    expect(between).toMatchObject({ value: 0, interval: null });
    expect(between.reason).toMatch('the estimate is negative and given as 0');
    expect(decompose(['10', '01', '10'], 'removable-share').value).toBe(1);
  });

  test('has no share where nothing varies, and nothing without repetition', () => {
    const steady = ['11', '11'];
    expect(decompose(steady, 'within').value).toBe(0);
    expect(decompose(steady, 'between').value).toBe(0);
    expect(decompose(steady, 'removable-share')).toMatchObject({
      value: null,
      reason: 'every trial has the same score',
    });
    const reason = 'fewer than 2 samples have 2 completed trials';
    expect(decompose(['11', '1'], 'within')).toEqual({ value: null, reason, interval: null, n: 0, clusters: 0 });
  });

  test('takes partial credit as it is', () => {
    const half = { conditionId: 'original', success: 0, answer: null } as const;
    const samples = toSampleOutcomes(
      [0, 0.5, 1].flatMap((value, index) =>
        ['a', 'b'].map((sampleId) => ({ ...half, sampleId, clusterId: sampleId, epoch: index + 1, value })),
      ),
    );
    expect(varianceDecomposition(samples, 'within', settings).value).toBeCloseTo(0.25, 12);
  });
});

describe('paired difference', () => {
  const a = [1, 0.75, 0.5, 0.25, 0, 0.75];
  const b = [1, 0.5, 0.5, 0, 0.25, 0.5];

  test('of the printed means has the printed value and interval', () => {
    const result = pairedDiff(toSamplePairs(toScored(a), toScored(b)), settings);
    expect(result.value).toBeCloseTo(0.083333, 6);
    expectInterval(result.interval, 'CI-T', -0.130882, 0.297548);
  });

  test('is far narrower than the difference of separate means', () => {
    const paired = clusterStandardError(toValues(a.map((value, index) => value - (b[index] ?? 0)))) ?? Number.NaN;
    const [ofA, ofB] = [a, b].map((values) => clusterStandardError(toValues(values)) ?? Number.NaN);
    expect(paired).toBeCloseTo(0.083333, 6);
    expect(Math.hypot(ofA ?? 0, ofB ?? 0)).toBeCloseTo(0.202416, 6);
  });

  test('of single yes/no trials has the printed interval of Bonett and Price', () => {
    const first = toSamples([...ones(70), ...ones(6), ...zeros(3), ...zeros(21)]);
    const second = toSamples([...ones(70), ...zeros(6), ...ones(3), ...zeros(21)]);
    const result = pairedDiff(toSamplePairs(first, second), settings);
    expect(result.value).toBeCloseTo(0.03, 12);
    expectInterval(result.interval, 'CI-BP', -0.034062, 0.092886);
    const clustered = pairedDiff(
      toSamplePairs(toSamples(['1', '0', '1'], ['a', 'a', 'b']), toSamples(['0', '0', '1'], ['a', 'a', 'b'])),
      settings,
    );
    expect(clustered.interval?.method).toBe('CI-T');
  });

  test('counts common samples only, and needs two', () => {
    expect(toSamplePairs(toSamples(['1', '0']), toSamples(['1']))).toHaveLength(1);
    expect(pairedDiff(toSamplePairs(toSamples(['1', '0']), toSamples(['1'])), settings)).toMatchObject({
      value: null,
      reason: 'fewer than 2 samples have completed trials of both',
    });
  });
});

describe('sample size', () => {
  const toDesign = (epochs: number) => ({
    differenceVariance: 1 / 9,
    noiseVariance: 2 / 6 / epochs,
    alpha: 0.05,
    power: 0.8,
  });

  test.each([
    [1, 3875.989992, 0.132733],
    [10, 1259.696747, 0.07567],
  ])('for %d epochs is the printed one, and so is the smallest difference', (epochs, samples, difference) => {
    expect(nRequired(toDesign(epochs), 0.03)).toBeCloseTo(samples, 5);
    expect(mde(toDesign(epochs), 198)).toBeCloseTo(difference, 6);
  });

  test('each is the inverse of the other, and nothing finds a difference of 0', () => {
    const n = nRequired(toDesign(3), 0.05) ?? Number.NaN;
    expect(mde(toDesign(3), n)).toBeCloseTo(0.05, 12);
    expect(nRequired(toDesign(3), 0)).toBeNull();
    expect(mde(toDesign(3), 0)).toBeNull();
  });
});

describe('chance to be better', () => {
  test('is .5 for equals and follows the evidence', () => {
    expect(unpairedProbBetter(7, 20, 7, 20)).toBeCloseTo(0.5, 12);
    expect(pairedProbBetter(4, 4)).toBeCloseTo(0.5, 12);
    expect(unpairedProbBetter(18, 20, 5, 20)).toBeGreaterThan(0.999);
    expect(pairedProbBetter(10, 2)).toBeGreaterThan(0.97);
  });

  test('of one trial each has a closed form', () => {
    // P(X > Y) for X ~ Beta(2, 1), Y ~ Beta(1, 2): ∫ 2x·(1 − (1 − x)²) dx = 5/6.
    expect(unpairedProbBetter(1, 1, 0, 1)).toBeCloseTo(5 / 6, 12);
  });

  test('stays a number at a hundred thousand trials', () => {
    expect(unpairedProbBetter(50_100, 100_000, 50_000, 100_000)).toBeCloseTo(0.6726, 3);
    expect(unpairedProbBetter(0, 100_000, 100_000, 100_000)).toBeCloseTo(0, 12);
  });

  test('of two systems on the same samples', () => {
    const pairs = toSamplePairs(toSamples(['1', '1', '0', '1']), toSamples(['1', '0', '0', '0']));
    expect(bayesProbBetter(pairs)).toMatchObject({ value: pairedProbBetter(2, 0), interval: null, n: 4, clusters: 4 });
  });

  test('is undefined for repeated trials, clusters and nothing', () => {
    expect(isSingleBinary(toSamplePairs(toScored([0.5]), toScored([1])))).toBe(false);
    const repeated = toSamplePairs(toSamples(['11']), toSamples(['10']));
    expect(bayesProbBetter(repeated)).toMatchObject({
      value: null,
      reason: expect.stringMatching('one trial per sample'),
    });
    const clustered = toSamplePairs(toSamples(['1', '0'], ['a', 'a']), toSamples(['1', '0'], ['a', 'a']));
    expect(bayesProbBetter(clustered)).toMatchObject({ value: null, n: 2, clusters: 1 });
    expect(bayesProbBetter([]).reason).toBe('no sample has completed trials of both');
  });
});

test('the posterior interval of a proportion is the printed one', () => {
  expectInterval(betaPosteriorInterval(17, 20, 0.95).interval, 'CI-B', 0.636576, 0.945536);
  expectInterval(betaPosteriorInterval(0, 20, 0.95).interval, 'CI-B', 0.001205, 0.161098);
  expect(betaPosteriorInterval(0, 0, 0.95).interval).toBeNull();
});
