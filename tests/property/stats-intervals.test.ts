import { clopperPearsonInterval, clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { bootstrapInterval } from '#core/stats/cluster-bootstrap.ts';
import { clusterTInterval } from '#core/stats/cluster-t-interval.ts';
import { constantInterval } from '#core/stats/constant-interval.ts';
import { binomialCdf } from '#core/stats/distributions.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import { orderStatisticRanks } from '#core/stats/order-statistic-interval.ts';
import { quantileType7 } from '#core/stats/quantile-type7.ts';
import type { SampleValue } from '#core/stats/sample-value.ts';
import { toSampleMean } from '#core/stats/sample-value.ts';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

const counted = fc.integer({ min: 1, max: 400 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const levels = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const valuesInClusters: fc.Arbitrary<readonly SampleValue[]> = fc
  .array(fc.tuple(unit, fc.integer({ min: 0, max: 15 })), { minLength: 2, maxLength: 40 })
  .map((entries) =>
    entries.map(([value, cluster], index) => ({ sampleId: `s${index}`, clusterId: `c${cluster}`, value })),
  );

test.prop([counted, levels])('proportion intervals lie in [0, 1] and hold the proportion', ([successes, n], level) => {
  for (const { interval } of [wilsonInterval(successes, n, level), clopperPearsonInterval(successes, n, level)]) {
    expect(interval?.lower ?? -1).toBeGreaterThanOrEqual(0);
    expect(interval?.upper ?? 2).toBeLessThanOrEqual(1);
    expect(interval?.lower ?? 2).toBeLessThanOrEqual(successes / n);
    expect(interval?.upper ?? -1).toBeGreaterThanOrEqual(successes / n);
  }
});

test.prop([counted, levels])('Clopper–Pearson bounds leave the tail that they promise', ([successes, n], level) => {
  const { interval } = clopperPearsonInterval(successes, n, level);
  const tail = (1 - level) / 2;
  if (successes > 0) expect(1 - binomialCdf(successes - 1, n, interval?.lower ?? 0)).toBeCloseTo(tail, 8);
  if (successes < n) expect(binomialCdf(successes, n, interval?.upper ?? 0)).toBeCloseTo(tail, 8);
  const upper = clopperPearsonUpper(successes, n, level).interval?.upper ?? 0;
  expect(upper).toBeLessThanOrEqual(interval?.upper ?? 0);
});

test.prop([fc.constantFrom(0, 1), fc.integer({ min: 1, max: 300 }), levels])(
  'the interval of a constant 0 or 1 is Clopper–Pearson',
  (constant, clusters, level) => {
    const expected = clopperPearsonInterval(constant * clusters, clusters, level).interval;
    const actual = constantInterval(constant, clusters, [0, 1], level).interval;
    expect(actual?.lower).toBeCloseTo(expected?.lower ?? Number.NaN, 10);
    expect(actual?.upper).toBeCloseTo(expected?.upper ?? Number.NaN, 10);
  },
);

test.prop([valuesInClusters, levels])(
  'a t interval is symmetric about the mean and narrower at a lower level',
  (values, level) => {
    const { interval } = clusterTInterval(values, level);
    const narrower = clusterTInterval(values, 0.6).interval;
    if (interval === null || narrower === null) return;
    const mean = toSampleMean(values);
    expect(((interval.lower ?? 0) + (interval.upper ?? 0)) / 2).toBeCloseTo(mean, 9);
    expect(narrower.lower).toBeGreaterThanOrEqual(interval.lower ?? 0);
  },
);

test.prop([valuesInClusters])('a bootstrap interval lies between the least and the greatest value', (values) => {
  const { interval } = bootstrapInterval(values, createIntervalSettings());
  if (interval === null) return;
  const all = values.map(({ value }) => value);
  expect(interval.lower).toBeGreaterThanOrEqual(Math.min(...all) - 1e-12);
  expect(interval.upper).toBeLessThanOrEqual(Math.max(...all) + 1e-12);
});

test.prop([fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.5, 0.9, 0.95), levels])(
  'order-statistic ranks are those of a plain search',
  (n, q, level) => {
    const tail = (1 - level) / 2;
    const ranks = Array.from({ length: n }, (_, index) => index + 1);
    const lower = ranks.findLast((rank) => binomialCdf(rank - 1, n, q) <= tail) ?? null;
    const upper = ranks.find((rank) => binomialCdf(rank - 1, n, q) >= 1 - tail) ?? null;
    expect(orderStatisticRanks(n, q, level)).toEqual({ lower, upper });
  },
);

test.prop([fc.array(unit, { minLength: 1, maxLength: 50 }), unit, unit])(
  'quantiles are bounded and rise with q',
  (values, a, b) => {
    const sorted = values.toSorted((x, y) => x - y);
    const lower = quantileType7(sorted, Math.min(a, b));
    const upper = quantileType7(sorted, Math.max(a, b));
    expect(lower).toBeGreaterThanOrEqual(sorted[0] ?? 0);
    expect(lower).toBeLessThanOrEqual(upper + 1e-15);
    expect(upper).toBeLessThanOrEqual(sorted.at(-1) ?? 0);
  },
);

test.prop([
  fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 50 }),
  fc.double({ min: 1e12, max: 1e15, noNaN: true }),
])('a compensated sum survives a large term that comes and goes', (values, large) => {
  const plain = values.reduce((sum, value) => sum + value, 0);
  expect(neumaierSum([large, ...values, -large])).toBeCloseTo(plain, 3);
});
