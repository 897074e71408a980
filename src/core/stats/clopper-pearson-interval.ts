import { betaQuantile } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/**
 * Clopper–Pearson interval (CI-CP) of a proportion of independent units, two-sided: covers at least `level`, inside [0, 1].
 * @param successes 0 … n.  @param n units; no interval when 0.
 * Source: Clopper & Pearson 1934; METRICS §0.4.
 */
export function clopperPearsonInterval(successes: number, n: number, level: number): IntervalResult {
  if (n === 0) return withoutInterval('there are no samples');
  const tail = (1 - level) / 2;
  return toTwoSided('CI-CP', level, lowerBound(successes, n, tail), upperBound(successes, n, tail));
}

/** One-sided upper Clopper–Pearson bound: the proportion is below it with confidence `level`. The lower side is null. */
export function clopperPearsonUpper(successes: number, n: number, level: number): IntervalResult {
  if (n === 0) return withoutInterval('there are no samples');
  const upper = upperBound(successes, n, 1 - level);
  return { interval: { lower: null, upper, level, sides: 'upper', method: 'CI-CP' }, reason: null };
}

/** One-sided lower Clopper–Pearson bound: the proportion is above it with confidence `level`. The upper side is null. */
export function clopperPearsonLower(successes: number, n: number, level: number): IntervalResult {
  if (n === 0) return withoutInterval('there are no samples');
  const lower = lowerBound(successes, n, 1 - level);
  return { interval: { lower, upper: null, level, sides: 'lower', method: 'CI-CP' }, reason: null };
}

function lowerBound(successes: number, n: number, tail: number): number {
  return successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1);
}

function upperBound(successes: number, n: number, tail: number): number {
  return successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes);
}
