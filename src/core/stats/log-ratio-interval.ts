import { tQuantile } from './distributions.ts';
import type { RatioPart } from './fieller-interval.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';

/**
 * Standard error of log(ā / b̄) for totals a and b of independent units, by the delta method: sd(d)/√units with d = a/ā − b/b̄.
 * Null with fewer than two units or where a mean is not above 0.
 */
export function logRatioStandardError(parts: readonly RatioPart[]): number | null {
  const units = parts.length;
  const numeratorMean = neumaierSum(parts.map((part) => part.numerator)) / units;
  const denominatorMean = neumaierSum(parts.map((part) => part.denominator)) / units;
  if (units < 2 || !(numeratorMean > 0) || !(denominatorMean > 0)) return null;
  const squares = parts.map((part) => (part.numerator / numeratorMean - part.denominator / denominatorMean) ** 2);
  return Math.sqrt(neumaierSum(squares) / (units - 1) / units);
}

/**
 * Log-delta interval (CI-R) of a ratio of means over the same independent units: R·exp(± t·SE(log R)), t with units − 1 degrees of
 * freedom. Always above 0. None where the ratio is 0 or undefined, or where every unit shows the same ratio, which hides the spread.
 * Source: METRICS §0.4 (delta method for a ratio of paired means).
 * @param parts totals by cluster.
 */
export function logRatioInterval(parts: readonly RatioPart[], level: number): IntervalResult {
  if (parts.length < 2) return withoutInterval('an interval needs at least 2 clusters');
  const standardError = logRatioStandardError(parts);
  if (standardError === null) return withoutInterval('a ratio of 0 has no logarithm, so it has no interval');
  if (standardError < 1e-12) return withoutInterval('every sample has the same ratio, so its spread is unknown');
  const ratio = neumaierSum(parts.map((part) => part.numerator)) / neumaierSum(parts.map((part) => part.denominator));
  const factor = Math.exp(tQuantile((1 + level) / 2, parts.length - 1) * standardError);
  return toTwoSided('CI-R', level, ratio / factor, ratio * factor);
}
