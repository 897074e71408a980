import { tQuantile } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';

/** Totals of one independent unit: both halves of a ratio. */
export interface RatioPart {
  readonly numerator: number;
  readonly denominator: number;
}

/** Moments that Fieller's theorem uses; variances are of the means. */
interface RatioMoments {
  readonly ratio: number;
  readonly denominatorMean: number;
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  readonly covariance: number;
}

/**
 * g = t²·v/ȳ² of Fieller's theorem: at 1 or more the denominator is not distinguishable from 0 and the interval is unbounded.
 * At least two units, denominators not all 0.
 */
export function fiellerG(parts: readonly RatioPart[], level: number): number {
  const { denominatorVariance, denominatorMean } = toMoments(parts);
  return (tQuantile((1 + level) / 2, parts.length - 1) ** 2 * denominatorVariance) / denominatorMean ** 2;
}

/**
 * Fieller's interval of a ratio of means over independent units, t with units − 1 degrees of freedom; no interval when unbounded.
 * Source: Fieller 1954; METRICS §6.3.
 */
export function fiellerInterval(parts: readonly RatioPart[], level: number): IntervalResult {
  if (parts.length < 2) return withoutInterval('an interval needs at least 2 clusters');
  const g = fiellerG(parts, level);
  if (!(g < 1)) return withoutInterval('the interval is unbounded: successes are too few or too uneven');
  const { ratio, denominatorMean, numeratorVariance, denominatorVariance, covariance } = toMoments(parts);
  const t = tQuantile((1 + level) / 2, parts.length - 1);
  // Written with t²·cov/ȳ² in place of g·cov/v, which is 0/0 when every unit has the same denominator.
  const pull = (t * t * covariance) / denominatorMean ** 2;
  const spread =
    numeratorVariance -
    2 * ratio * covariance +
    ratio * ratio * denominatorVariance -
    (g * numeratorVariance - pull * covariance);
  const halfWidth = (t / denominatorMean) * Math.sqrt(Math.max(0, spread));
  return toTwoSided('Fieller', level, (ratio - pull - halfWidth) / (1 - g), (ratio - pull + halfWidth) / (1 - g));
}

function toMoments(parts: readonly RatioPart[]): RatioMoments {
  const units = parts.length;
  const numeratorMean = neumaierSum(parts.map((part) => part.numerator)) / units;
  const denominatorMean = neumaierSum(parts.map((part) => part.denominator)) / units;
  const toCovariance = (product: (numerator: number, denominator: number) => number): number =>
    neumaierSum(parts.map((part) => product(part.numerator - numeratorMean, part.denominator - denominatorMean))) /
    (units - 1) /
    units;
  return {
    ratio: numeratorMean / denominatorMean,
    denominatorMean,
    numeratorVariance: toCovariance((numerator) => numerator * numerator),
    denominatorVariance: toCovariance((_, denominator) => denominator * denominator),
    covariance: toCovariance((numerator, denominator) => numerator * denominator),
  };
}
