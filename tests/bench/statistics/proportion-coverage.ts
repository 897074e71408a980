import { betaPosteriorInterval } from '#core/stats/beta-posterior-interval.ts';
import { bonettPriceInterval } from '#core/stats/bonett-price-interval.ts';
import { clopperPearsonInterval, clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { binomialCdf } from '#core/stats/distributions.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import { orderStatisticRanks } from '#core/stats/order-statistic-interval.ts';
import { roganGladen } from '#core/stats/severity/rogan-gladen.ts';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';
import { holds, toComputedRow, type CoverageRow } from './coverage-row.ts';
import { toMean } from './simulated-task.ts';

const LEVEL = 0.95;
/** True proportions that the mean and the least coverage are taken over. */
const GRID = Array.from({ length: 181 }, (_, index) => 0.05 + index * 0.005);
const SIZES = [10, 20, 50, 100, 300, 1000];

type Recipe = (successes: number, n: number) => IntervalResult;

/** Coverage of intervals of proportions, computed by adding the binomial probabilities of the outcomes whose interval holds the truth. */
export function listProportionCoverage(): readonly CoverageRow[] {
  const means = (method: string, of: string, kind: CoverageRow['kind'], recipe: Recipe): readonly CoverageRow[] =>
    SIZES.map((n) => {
      const shares = toShares(n, recipe);
      const regime = `n = ${n}, p .05–.95`;
      // What is promised of an exact interval is promised for each proportion; of an approximate one, on average over them.
      return kind === 'approximate'
        ? toComputedRow({ method, of, regime: `${regime}, mean`, kind }, toMean(shares))
        : toComputedRow({ method, of, regime: `${regime}, least`, kind }, Math.min(...shares));
    });
  return [
    ...means('CI-W', 'a proportion', 'approximate', (x, n) => wilsonInterval(x, n, LEVEL)),
    ...means('CI-B', 'a proportion', 'approximate', (x, n) => betaPosteriorInterval(x, n, LEVEL)),
    ...means('CI-CP', 'a proportion, two-sided', 'conservative', (x, n) => clopperPearsonInterval(x, n, LEVEL)),
    ...means('CI-CP', 'a proportion, upper bound', 'conservative', (x, n) => clopperPearsonUpper(x, n, LEVEL)),
    ...[0.001, 0.01].map((p) =>
      toComputedRow(
        { method: 'CI-CP', of: 'a proportion, upper bound', regime: `n = 300, p = ${p}`, kind: 'conservative' },
        toCoverage(300, p, p, (x, n) => clopperPearsonUpper(x, n, LEVEL)),
      ),
    ),
    ...[20, 100].map((n) =>
      toComputedRow(
        { method: 'CI-W', of: 'a proportion', regime: `n = ${n}, p = .01`, kind: 'approximate' },
        toCoverage(n, 0.01, 0.01, (x, size) => wilsonInterval(x, size, LEVEL)),
      ),
    ),
    ...listDetectorCoverage(),
    ...listQuantileCoverage(),
    ...listPairCoverage(),
  ];
}

function toShares(n: number, recipe: Recipe): readonly number[] {
  const intervals = Array.from({ length: n + 1 }, (_, successes) => recipe(successes, n));
  return GRID.map((p) => toCoverage(n, p, p, (successes) => intervals[successes] ?? recipe(successes, n)));
}

/** @param p of the binomial.  @param truth that the interval should hold. */
function toCoverage(n: number, p: number, truth: number, recipe: Recipe): number {
  let coverage = 0;
  for (let successes = 0; successes <= n; successes += 1) {
    const { interval } = recipe(successes, n);
    if (interval === null || !holds(interval, truth)) continue;
    coverage += binomialCdf(successes, n, p) - binomialCdf(successes - 1, n, p);
  }
  return coverage;
}

/** The bound of a share behind an imperfect detector of known quality. */
function listDetectorCoverage(): readonly CoverageRow[] {
  const detector = { sensitivity: 0.8, specificity: 0.98 };
  return [0.01, 0.05, 0.2].map((truth) => {
    const seen = truth * detector.sensitivity + (1 - truth) * (1 - detector.specificity);
    const coverage = toCoverage(200, seen, truth, (x, n) => {
      const { interval } = clopperPearsonUpper(x, n, LEVEL);
      if (interval === null || interval.upper === null) return { interval: null, reason: '' };
      return { interval: { ...interval, upper: roganGladen(interval.upper, detector) }, reason: null };
    });
    const of = 'a rate behind a detector of known quality';
    return toComputedRow(
      { method: 'CI-CP, Rogan–Gladen', of, regime: `n = 200, rate ${truth}`, kind: 'conservative' },
      coverage,
    );
  });
}

/** P(X_(l) ≤ quantile < X_(u)) of independent values without ties: a difference of binomial distribution functions. */
function listQuantileCoverage(): readonly CoverageRow[] {
  return [
    [10, 0.5],
    [50, 0.5],
    [300, 0.5],
    [100, 0.95],
    [300, 0.95],
  ].flatMap(([n = 0, q = 0]) => {
    const { lower, upper } = orderStatisticRanks(n, q, LEVEL);
    if (lower === null || upper === null) return [];
    const coverage = binomialCdf(upper - 1, n, q) - binomialCdf(lower - 1, n, q);
    return [
      toComputedRow({ method: 'CI-Q', of: 'a quantile', regime: `n = ${n}, q = ${q}`, kind: 'conservative' }, coverage),
    ];
  });
}

/** Paired yes/no differences: all outcomes of a trinomial. */
function listPairCoverage(): readonly CoverageRow[] {
  return [
    [30, 0.1, 0.05],
    [30, 0.3, 0.1],
    [100, 0.1, 0.1],
    [100, 0.2, 0.05],
    [100, 0.02, 0.01],
    [300, 0.1, 0.05],
  ].map(([n = 0, first = 0, second = 0]) => {
    let coverage = 0;
    for (let firstOnly = 0; firstOnly <= n; firstOnly += 1) {
      const outer = binomialCdf(firstOnly, n, first) - binomialCdf(firstOnly - 1, n, first);
      if (outer < 1e-12) continue;
      const rest = n - firstOnly;
      for (let secondOnly = 0; secondOnly <= rest; secondOnly += 1) {
        const { interval } = bonettPriceInterval({ firstOnly, secondOnly, n }, LEVEL);
        if (interval === null || !holds(interval, first - second)) continue;
        const p = second / (1 - first);
        coverage += outer * (binomialCdf(secondOnly, rest, p) - binomialCdf(secondOnly - 1, rest, p));
      }
    }
    const regime = `n = ${n}, ${first} and ${second} discordant`;
    return toComputedRow({ method: 'CI-BP', of: 'a paired difference, K = 1', regime, kind: 'approximate' }, coverage);
  });
}
