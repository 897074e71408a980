import { accDrop } from '#core/stats/acc-drop.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { flipShare } from '#core/stats/flip-rate.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { toMaxConditions, toWorstCase, worstCaseGapAdj } from '#core/stats/worst-case-gap-adj.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX5, toAnswered, toSamples, toScored } from './fixtures.ts';

const settings = createIntervalSettings();
const perturbed = FIX5.perturbed.map((digits) => toSamples(digits.split('')));
const repeatedPairs = toPairedSamples(toSamples(FIX5.repeats), perturbed, new Map());

describe('acc_drop', () => {
  test('of FIX-5 over three perturbations has the printed value and interval', () => {
    const result = accDrop(toPairedSamples(toSamples(FIX5.base.split('')), perturbed, new Map()), settings);
    expect(result.value).toBeCloseTo(0.125, 6);
    expectInterval(result.interval, 'CI-T', -0.1303, 0.3803);
  });

  test.each([
    [0, 0.125],
    [1, 0],
    [2, 0.25],
  ])('of FIX-5 under perturbation %d', (index, expected) => {
    const one = perturbed.slice(index, index + 1);
    expect(accDrop(toPairedSamples(toSamples(FIX5.base.split('')), one, new Map()), settings).value).toBeCloseTo(
      expected,
      6,
    );
  });

  test('is the paired difference of METRICS §1.4', () => {
    const pairs = toPairedSamples(
      toScored([1, 0.75, 0.5, 0.25, 0, 0.75]),
      [toScored([1, 0.5, 0.5, 0, 0.25, 0.5])],
      new Map(),
    );
    const result = accDrop(pairs, settings);
    expect(result.value).toBeCloseTo(0.083333, 6);
    expectInterval(result.interval, 'CI-T', -0.130882, 0.297548);
  });

  test('averages over the conditions of a sample before it averages over samples', () => {
    const pairs = toPairedSamples(toSamples(['1', '1']), [toSamples(['0', '1']), toSamples(['1'])], new Map());
    expect(accDrop(pairs, settings).value).toBeCloseTo(0.25, 12);
  });

  test('of one trial each has the Bonett–Price interval and its test', () => {
    const lost = toPairedSamples(
      toSamples(Array.from({ length: 100 }, (_, index) => (index < 76 ? '1' : '0'))),
      [toSamples(Array.from({ length: 100 }, (_, index) => (index < 70 || (index >= 76 && index < 79) ? '1' : '0')))],
      new Map(),
    );
    const result = accDrop(lost, settings);
    expect(result.value).toBeCloseTo(0.03, 12);
    expectInterval(result.interval, 'CI-BP', -0.034062, 0.092886);
    expect(result.pValue).toBeGreaterThan(0.05);
  });

  test('of one trial each in clusters keeps the t interval', () => {
    const base = toSamples(['1', '1', '0', '1'], ['a', 'a', 'b', 'b']);
    const other = toSamples(['0', '1', '0', '1'], ['a', 'a', 'b', 'b']);
    expect(accDrop(toPairedSamples(base, [other], new Map()), settings).interval?.method).toBe('CI-T');
  });

  test('that is 0 on every sample keeps an interval of positive width', () => {
    const same = toSamples(Array.from({ length: 20 }, () => '11'));
    const result = accDrop(toPairedSamples(same, [same], new Map()), settings);
    expectInterval(result.interval, 'CI-CP', -0.168433, 0.168433);
    expect(result.pValue).toBe(1);
  });

  test('that is the same loss on every sample is tested by how many samples say so', () => {
    const base = toSamples(Array.from({ length: 5 }, () => '11'));
    const half = toSamples(Array.from({ length: 5 }, () => '10'));
    const { interval, pValue } = accDrop(toPairedSamples(base, [half], new Map()), settings);
    // 0 is reached when a third of the clusters are at −1: (2/3)^5 on each side.
    expect(pValue).toBeCloseTo(2 * (2 / 3) ** 5, 12);
    expect(interval?.lower).toBeLessThan(0);
  });

  test('has the p-value of the paired t test', () => {
    const result = accDrop(toPairedSamples(toSamples(FIX5.base.split('')), perturbed, new Map()), settings);
    // t = 0.125 / 0.107966 with 7 degrees of freedom (SciPy: 2·t.sf).
    expect(result.pValue).toBeCloseTo(0.28493, 4);
  });

  test('of unpaired samples is null with a reason', () => {
    expect(accDrop(toPairedSamples([], perturbed, new Map()), settings)).toMatchObject({
      value: null,
      reason: 'no sample has completed trials both unperturbed and perturbed',
    });
    expect(toPairedSamples(toSamples(['1']), [[]], new Map())).toEqual([]);
  });
});

describe('excess_flip', () => {
  test('of FIX-5 is .208333 − .125', () => {
    expect(excessFlip(repeatedPairs, 'outcome', settings).value).toBeCloseTo(0.083333, 6);
  });

  test('has no interval with eight clusters, and says so', () => {
    const { interval, reason } = excessFlip(repeatedPairs, 'outcome', settings);
    expect(interval).toBeNull();
    expect(reason).toBe('a bootstrap interval needs at least 10 clusters; there are 8');
  });

  test('has a bootstrap interval with ten clusters or more', () => {
    const baseline = toSamples(Array.from({ length: 12 }, (_, index) => (index < 6 ? '11' : '10')));
    const pairs = toPairedSamples(baseline, [toSamples(Array.from({ length: 12 }, () => '1'))], new Map());
    expect(excessFlip(pairs, 'outcome', settings).interval?.method).toBe('CI-BS');
  });

  test('an unparsable answer differs from every answer, also from another unparsable one', () => {
    const [a] = toAnswered(['A-']);
    const [b] = toAnswered(['A-B']);
    if (a === undefined || b === undefined) throw new Error('fixture');
    expect(flipShare(a, b, 'answer')).toBeCloseTo(5 / 6, 12);
    expect(flipShare(a, b, 'outcome')).toBeCloseTo(1 / 2, 12);
  });

  test('needs two baseline epochs', () => {
    const pairs = toPairedSamples(toSamples(['1']), [toSamples(['0'])], new Map());
    expect(excessFlip(pairs, 'answer', settings)).toMatchObject({
      value: null,
      reason: 'the flip rate of asking again needs at least 2 baseline epochs',
    });
    expect(excessFlip([], 'answer', settings).reason).toBe(
      'no sample has completed trials both unperturbed and perturbed',
    );
  });
});

describe('worst_case_gap_adj', () => {
  const toMean = (pick: (pair: PairedSample) => number): number =>
    repeatedPairs.reduce((sum, pair) => sum + pick(pair), 0) / repeatedPairs.length;

  test('of FIX-5 is .625 − .375', () => {
    expect(toMean((pair) => toWorstCase(pair)?.base ?? Number.NaN)).toBeCloseTo(0.625, 6);
    expect(toMean((pair) => toWorstCase(pair)?.perturbed ?? Number.NaN)).toBeCloseTo(0.375, 6);
    expect(worstCaseGapAdj(repeatedPairs, 4, settings).value).toBeCloseTo(0.25, 6);
    expect(toMaxConditions(repeatedPairs)).toBe(3);
  });

  test('needs one more baseline epoch than perturbations', () => {
    expect(worstCaseGapAdj(repeatedPairs, 3, settings)).toMatchObject({
      value: null,
      n: 0,
      reason: 'the worst case over 3 perturbations needs at least 4 baseline epochs; the run has 3',
    });
  });

  test('counts a sample with a noop over the perturbations that change it', () => {
    // Second sample: one perturbation only, so W_base = C(3,2)/C(4,2) = 1/2 and W_pert = 3/4 · 1.
    const pairs = toPairedSamples(toSamples(['1111', '1110']), [toSamples(['1', '1']), toSamples(['0'])], new Map());
    expect(worstCaseGapAdj(pairs, 4, settings)).toMatchObject({ value: (1 + (0.5 - 0.75)) / 2, n: 2 });
  });

  test('leaves out a sample that misses a condition because its trials failed', () => {
    const planned = new Map([
      ['t1', 2],
      ['t2', 2],
    ]);
    const pairs = toPairedSamples(toSamples(['1111', '1110']), [toSamples(['1', '1']), toSamples(['0'])], planned);
    expect(worstCaseGapAdj(pairs, 4, settings)).toMatchObject({ value: 1, n: 1 });
    const none = toPairedSamples(toSamples(['1111']), [toSamples(['1'])], planned);
    expect(worstCaseGapAdj(none, 4, settings)).toMatchObject({
      value: null,
      reason: 'no sample has completed trials under every perturbation that changes it',
    });
  });
});
