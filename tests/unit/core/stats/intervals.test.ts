import { clopperPearsonInterval, clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { bootstrapInterval, bootstrapMeans } from '#core/stats/cluster-bootstrap.ts';
import { clusterStandardError, clusterTInterval } from '#core/stats/cluster-t-interval.ts';
import { constantInterval } from '#core/stats/constant-interval.ts';
import { fiellerG, fiellerInterval } from '#core/stats/fieller-interval.ts';
import { orderStatisticInterval, orderStatisticRanks } from '#core/stats/order-statistic-interval.ts';
import { quantileType7 } from '#core/stats/quantile-type7.ts';
import { toClusterTotals } from '#core/stats/sample-value.ts';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';
import { expectInterval } from '#tests/support/expect-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { mulberry32 } from '#tests/support/mulberry32.ts';
import { describe, expect, test } from 'vitest';
import { FIX1_CLUSTERS, toValues } from './fixtures.ts';

const FIX1_MEANS = [1, 0.75, 0.5, 0.25, 0, 0.75];

test('mulberry32(42) gives the printed numbers', () => {
  const uniform = mulberry32(42);
  for (const expected of [0.601104, 0.448291, 0.852466, 0.669734, 0.174814]) expect(uniform()).toBeCloseTo(expected, 6);
});

describe('Wilson and Clopper–Pearson', () => {
  test.each([
    [17, 20, 0.639581, 0.947631],
    [0, 20, 0, 0.161125],
    [20, 20, 0.838875, 1],
    [40, 50, 0.669629, 0.887563],
  ])('CI-W of %d/%d', (successes, n, lower, upper) => {
    expectInterval(wilsonInterval(successes, n, 0.95).interval, 'CI-W', lower, upper);
  });

  test.each([
    [17, 20, 0.621073, 0.967929],
    [0, 20, 0, 0.168433],
  ])('CI-CP of %d/%d', (successes, n, lower, upper) => {
    expectInterval(clopperPearsonInterval(successes, n, 0.95).interval, 'CI-CP', lower, upper);
  });

  test.each([
    [0, 20, 0.139108],
    [0, 300, 0.009936],
    [2, 300, 0.020836],
  ])('the one-sided upper bound of %d/%d', (successes, n, upper) => {
    const { interval } = clopperPearsonUpper(successes, n, 0.95);
    expect(interval).toMatchObject({ lower: null, sides: 'upper', level: 0.95 });
    expect(interval?.upper).toBeCloseTo(upper, 6);
  });

  test('no units give no interval but a reason', () => {
    for (const result of [
      wilsonInterval(0, 0, 0.95),
      clopperPearsonInterval(0, 0, 0.95),
      clopperPearsonUpper(0, 0, 0.95),
    ]) {
      expect(result).toEqual({ interval: null, reason: 'there are no samples' });
    }
  });
});

describe('cluster-robust t', () => {
  test('without clusters it is the ordinary t interval of FIX-1', () => {
    expect(clusterStandardError(toValues(FIX1_MEANS))).toBeCloseTo(0.150231, 6);
    expectInterval(clusterTInterval(toValues(FIX1_MEANS), 0.95).interval, 'CI-T', 0.155485, 0.927849);
  });

  test('with clusters it carries the factor C/(C−1) and C−1 degrees of freedom', () => {
    const values = toValues(FIX1_MEANS, FIX1_CLUSTERS);
    expect(clusterStandardError(values)).toBeCloseTo(0.166667, 6);
    expectInterval(clusterTInterval(values, 0.95).interval, 'CI-T', -0.175442, 1.258775);
  });

  test('one cluster has no standard error', () => {
    expect(clusterStandardError(toValues([0, 1], ['c', 'c']))).toBeNull();
    expect(clusterTInterval(toValues([0, 1], ['c', 'c']), 0.95).interval).toBeNull();
  });
});

describe('cluster bootstrap', () => {
  const settings = () => createIntervalSettings({ resamples: 2000 });
  const toStandardError = (means: Float64Array): number => {
    const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
    return Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1));
  };

  test.each([
    ['independent samples', [], 0.134887, 0.25, 0.791667],
    ['three clusters', FIX1_CLUSTERS, 0.136253, 0.375, 0.875],
  ])('resamples of FIX-1 with %s have the printed spread', (_, clusters, standardError, lower, upper) => {
    const means = bootstrapMeans(toClusterTotals(toValues(FIX1_MEANS, clusters)), settings());
    expect(toStandardError(means)).toBeCloseTo(standardError, 6);
    expect(quantileType7(means.sort(), 0.025)).toBeCloseTo(lower, 6);
    expect(quantileType7(means, 0.975)).toBeCloseTo(upper, 6);
  });

  test('fewer than ten clusters get no interval', () => {
    const result = bootstrapInterval(toValues(FIX1_MEANS), settings());
    expect(result).toEqual({ interval: null, reason: 'a bootstrap interval needs at least 10 clusters; there are 6' });
  });
});

describe('a constant', () => {
  test.each([
    [0, 0, 0.168433],
    [1, 0.831567, 1],
    [0.5, 0.415783, 0.584217],
  ])('of %d in [0, 1] has the Clopper–Pearson share of its range on each side', (constant, lower, upper) => {
    expectInterval(constantInterval(constant, 20, [0, 1], 0.95).interval, 'CI-CP', lower, upper);
  });

  test('without a range has no interval', () => {
    expect(constantInterval(3, 20, null, 0.95).interval).toBeNull();
  });
});

describe('order statistics', () => {
  test.each([
    [50, 0.5, 18, 33],
    [30, 0.5, 10, 21],
    [100, 0.95, 90, 100],
    [200, 0.95, 184, 197],
  ])('ranks for n = %d, q = %d', (n, q, lower, upper) => {
    expect(orderStatisticRanks(n, q, 0.95)).toEqual({ lower, upper });
  });

  test('the p95 needs 72 values for two sides', () => {
    expect(orderStatisticRanks(50, 0.95, 0.95).upper).toBeNull();
    expect(orderStatisticRanks(71, 0.95, 0.95).upper).toBeNull();
    expect(orderStatisticRanks(72, 0.95, 0.95).upper).toBe(72);
    const fifty = Array.from({ length: 50 }, (_, index) => index);
    expect(orderStatisticInterval(fifty, 0.95, 0.95)).toEqual({
      interval: null,
      reason: '50 values are too few for an interval of the 0.95-quantile',
    });
  });

  test('the bounds are observed values', () => {
    const thirty = Array.from({ length: 30 }, (_, index) => (index + 1) * 10);
    expectInterval(orderStatisticInterval(thirty, 0.5, 0.95).interval, 'CI-Q', 100, 210);
  });
});

describe('Fieller', () => {
  const costs = [0.01, 0.012, 0.011, 0.02, 0.015, 0.013, 0.018, 0.009, 0.022, 0.016];
  const successes = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1];
  const toParts = (numerators: readonly number[], denominators: readonly number[]) =>
    numerators.map((numerator, index) => ({ numerator, denominator: denominators[index] ?? 0 }));

  test('twenty rows have the printed interval', () => {
    const parts = toParts([...costs, ...costs], [...successes, ...successes]);
    expect(fiellerG(parts, 0.95)).toBeCloseTo(0.098814, 6);
    expectInterval(fiellerInterval(parts, 0.95).interval, 'Fieller', 0.0139, 0.03408);
  });

  test('five rows are unbounded', () => {
    const parts = toParts([0.012, 0.015, 0.009, 0.02, 0.014], [1, 1, 0, 1, 0]);
    expect(fiellerG(parts, 0.95)).toBeCloseTo(1.284775, 6);
    expect(fiellerInterval(parts, 0.95).interval).toBeNull();
  });

  test('one unit has no interval', () => {
    expect(fiellerInterval([{ numerator: 1, denominator: 1 }], 0.95).interval).toBeNull();
  });
});
