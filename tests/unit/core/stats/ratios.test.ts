import { toPairedSamples } from '#core/stats/paired-sample.ts';
import { halRobustnessRatio, pdr, robustnessRatio } from '#core/stats/robustness-ratio.ts';
import { worstCaseAcc } from '#core/stats/worst-case-acc.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { describe, expect, test } from 'vitest';
import { FIX5, toSamples } from './fixtures.ts';

const settings = createIntervalSettings();
const base = toSamples(FIX5.base.split(''));
const perturbed = FIX5.perturbed.map((digits) => toSamples(digits.split('')));
const pooled = toPairedSamples(base, perturbed, new Map());

describe('robustness_ratio and pdr', () => {
  test('of FIX-5 over three perturbations are the printed ones', () => {
    const ratio = robustnessRatio(pooled, settings);
    expect(ratio.value).toBeCloseTo(0.833333, 6);
    expectInterval(ratio.interval, 'CI-R', 0.582854, 1.191456);
    const drop = pdr(pooled, settings);
    expect(drop.value).toBeCloseTo(0.166667, 6);
    expectInterval(drop.interval, 'CI-R', 1 - 1.191456, 1 - 0.582854);
  });

  test.each([
    [0, 0.166667],
    [1, 0],
    [2, 0.333333],
  ])('pdr of perturbation %d is the printed one', (index, expected) => {
    expect(pdr(toPairedSamples(base, perturbed.slice(index, index + 1), new Map()), settings).value).toBeCloseTo(
      expected,
      6,
    );
  });

  test('as HAL exports it, is cut to 1 with its limits', () => {
    const better = toPairedSamples(toSamples(['10', '11', '10']), [toSamples(['11', '11', '10'])], new Map());
    expect(robustnessRatio(better, settings).value).toBeCloseTo(1.25, 12);
    expect(pdr(better, settings).value).toBeCloseTo(-0.25, 12);
    expect(halRobustnessRatio(better, settings)).toMatchObject({ value: 1, interval: { upper: 1 } });
    expect(halRobustnessRatio(pooled, settings).value).toBeCloseTo(0.833333, 6);
  });

  test('of a model that is never right are null, and of none too', () => {
    const never = toPairedSamples(toSamples(['0', '0']), [toSamples(['1', '0'])], new Map());
    expect(robustnessRatio(never, settings)).toMatchObject({
      value: null,
      reason: 'the unperturbed accuracy is 0, so there is nothing to compare with',
    });
    expect(pdr([], settings)).toMatchObject({ value: null, interval: null });
  });

  test('have no interval where all is lost, and say so', () => {
    const lost = toPairedSamples(toSamples(['1', '1']), [toSamples(['0', '0'])], new Map());
    expect(pdr(lost, settings)).toMatchObject({
      value: 1,
      interval: null,
      reason: 'a ratio of 0 has no logarithm, so it has no interval',
    });
  });

  test('count clusters and not samples', () => {
    const clusters = ['a', 'a', 'b', 'b'];
    const pairs = toPairedSamples(
      toSamples(['1', '1', '1', '0'], clusters),
      [toSamples(['1', '0', '1', '0'], clusters)],
      new Map(),
    );
    expect(robustnessRatio(pairs, settings)).toMatchObject({ n: 4, clusters: 2 });
  });
});

describe('worst_case_acc', () => {
  test('of FIX-5 is the share of samples right under all four prompts', () => {
    const result = worstCaseAcc(pooled, settings);
    expect(result.value).toBeCloseTo(0.375, 6);
    expect(result.reason).toBe('a bootstrap interval needs at least 10 clusters; there are 8');
  });

  test('of several epochs multiplies the shares', () => {
    const pairs = toPairedSamples(toSamples(['10']), [toSamples(['1110'])], new Map());
    expect(worstCaseAcc(pairs, settings).value).toBeCloseTo(0.5 * 0.75, 12);
  });

  test('leaves out a sample that misses a condition', () => {
    const pairs = toPairedSamples(toSamples(['1']), [toSamples(['1'])], new Map([['t1', 2]]));
    expect(worstCaseAcc(pairs, settings).reason).toBe(
      'no sample has completed trials under every perturbation that changes it',
    );
  });
});
