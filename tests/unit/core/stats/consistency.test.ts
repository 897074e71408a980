import { accuracyPassGap } from '#core/stats/accuracy-pass-gap.ts';
import { accuracy } from '#core/stats/accuracy.ts';
import { agreementOfSample, agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { passAtK } from '#core/stats/pass-at-k.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { tarAnswer } from '#core/stats/tar-answer.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX1, FIX1_CLUSTERS, FIX2, toAnswered, toSamples, toScored } from './fixtures.ts';

const settings = createIntervalSettings();
const NOTHING = { value: null, interval: null, n: 0, clusters: 0 };

describe('accuracy', () => {
  test('of FIX-1 is the mean of sample means with a t interval', () => {
    const result = accuracy(toSamples(FIX1), settings);
    expect(result).toMatchObject({ reason: null, n: 6, clusters: 6 });
    expect(result.value).toBeCloseTo(0.541667, 6);
    expectInterval(result.interval, 'CI-T', 0.155485, 0.927849);
  });

  test('of clustered samples uses clusters', () => {
    const result = accuracy(toSamples(FIX1, FIX1_CLUSTERS), settings);
    expect(result.clusters).toBe(3);
    expectInterval(result.interval, 'CI-T', -0.175442, 1.258775);
  });

  test('of single binary trials uses Wilson', () => {
    const seventeen = '11111111111111111000'.split('');
    expectInterval(accuracy(toSamples(seventeen), settings).interval, 'CI-W', 0.639581, 0.947631);
  });

  test('of single binary trials in clusters does not use Wilson', () => {
    const result = accuracy(toSamples(['1', '0', '1', '1'], ['a', 'a', 'b', 'c']), settings);
    expect(result.interval?.method).toBe('CI-T');
  });

  test('of partial credit does not use Wilson', () => {
    expect(accuracy(toScored([0.5, 1, 0]), settings).interval?.method).toBe('CI-T');
  });

  test('that is 1 on every repeated sample keeps an interval of positive width', () => {
    const result = accuracy(toSamples(Array.from({ length: 20 }, () => '111')), settings);
    expectInterval(result.interval, 'CI-CP', 0.831567, 1);
  });

  test('is a t interval with few clusters as with many', () => {
    const toMixed = (count: number) =>
      toSamples(Array.from({ length: count }, (_, index) => (index % 3 === 0 ? '10' : '11')));
    for (const count of [9, 10, 29, 30]) expect(accuracy(toMixed(count), settings).interval?.method).toBe('CI-T');
  });

  test('of one cluster has a value and says why it has no interval', () => {
    const result = accuracy(toSamples(['11', '10'], ['c', 'c']), settings);
    expect(result).toMatchObject({ value: 0.75, interval: null, reason: 'an interval needs at least 2 clusters' });
  });

  test('of nothing is null with a reason', () => {
    expect(accuracy([], settings)).toEqual({ ...NOTHING, reason: 'no completed trials' });
  });
});

describe('pass@k and pass^k of FIX-1', () => {
  test.each([
    [1, 0.541667, 0.541667],
    [2, 0.722222, 0.361111],
    [3, 0.791667, 0.25],
    [4, 0.833333, 0.166667],
  ])('k = %d', (k, atK, hatK) => {
    expect(passAtK(toSamples(FIX1), k, settings).value).toBeCloseTo(atK, 6);
    expect(passHatK(toSamples(FIX1), k, settings).value).toBeCloseTo(hatK, 6);
  });

  test('pass^2 has the printed interval', () => {
    expectInterval(passHatK(toSamples(FIX1), 2, settings).interval, 'CI-T', -0.044077, 0.766299);
  });

  test('samples with fewer than k trials are left out', () => {
    expect(passHatK(toSamples(['11', '1']), 2, settings)).toMatchObject({ value: 1, n: 1 });
    expect(passAtK(toSamples(['00', '1']), 2, settings)).toMatchObject({ value: 0, n: 1 });
    expect(passHatK(toSamples(['11']), 3, settings)).toEqual({
      ...NOTHING,
      reason: 'no sample has 3 completed trials',
    });
    expect(passAtK(toSamples(['11']), 3, settings)).toEqual({ ...NOTHING, reason: 'no sample has 3 completed trials' });
  });

  test('the gap is accuracy minus pass^k with an interval over sample differences', () => {
    const result = accuracyPassGap(toSamples(FIX1), 4, settings);
    expect(result.value).toBeCloseTo(0.541667 - 0.166667, 6);
    // Differences 0, .75, .5, .25, 0, .75: sd √.11875, t(5) = 2.570582.
    const halfWidth = 2.570582 * Math.sqrt(0.11875 / 6);
    expectInterval(result.interval, 'CI-T', 0.375 - halfWidth, 0.375 + halfWidth);
  });

  test('a gap that is 0 everywhere is bounded on the side it can have', () => {
    const { interval } = accuracyPassGap(toSamples(Array.from({ length: 20 }, () => '11')), 2, settings);
    expectInterval(interval, 'CI-CP', 0, 0.168433);
  });
});

describe('agreement', () => {
  test('of FIX-2 answers, each unparsable one an answer of its own', () => {
    const samples = toAnswered(FIX2);
    for (const [index, expected] of [1, 0.6, 0.2, 0.6].entries()) {
      const sample = samples[index];
      if (sample !== undefined) expect(agreementOfSample(sample, 'answer')).toBeCloseTo(expected, 12);
    }
    expect(agreementPairwise(samples, 'answer', settings).value).toBeCloseTo(0.6, 6);
  });

  test('of FIX-1 outcomes', () => {
    expect(agreementPairwise(toSamples(FIX1), 'outcome', settings).value).toBeCloseTo(0.638889, 6);
  });

  test('of two unparsable answers is 0 on answers and 1 on outcomes', () => {
    expect(agreementPairwise(toAnswered(['--']), 'answer', settings).value).toBe(0);
    expect(agreementPairwise(toAnswered(['--']), 'outcome', settings).value).toBe(1);
  });

  test('of single trials is undefined', () => {
    expect(agreementPairwise(toSamples(['1', '0']), 'outcome', settings)).toEqual({
      ...NOTHING,
      reason: 'no sample has 2 completed trials',
    });
  });
});

describe('TARa@N', () => {
  test('of FIX-2 is a quarter', () => {
    expect(tarAnswer(toAnswered(FIX2), 5, settings)).toMatchObject({ value: 0.25, n: 4 });
  });

  test('of 40 agreeing samples in 50 has the printed interval', () => {
    const answers = Array.from({ length: 50 }, (_, index) => (index < 40 ? 'BB' : 'AB'));
    expectInterval(tarAnswer(toAnswered(answers), 2, settings).interval, 'CI-W', 0.669629, 0.887563);
  });

  test('never counts unparsable answers as agreement', () => {
    expect(tarAnswer(toAnswered(['--']), 2, settings).value).toBe(0);
  });

  test('leaves out samples that do not have exactly N trials', () => {
    expect(tarAnswer(toAnswered(['AA', 'AAA']), 3, settings)).toMatchObject({ value: 1, n: 1 });
    expect(tarAnswer(toAnswered(['AA']), 3, settings).reason).toBe('no sample has exactly 3 completed trials');
    expect(tarAnswer(toAnswered(['A']), 1, settings).reason).toBe('agreement needs at least 2 trials');
  });
});
