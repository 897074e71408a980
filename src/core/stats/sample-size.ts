import { normalQuantile } from './distributions.ts';

/** A comparison of two systems A and B on the same samples, with its errors of both kinds. */
export interface ComparisonDesign {
  /** ω² = Var(x_A − x_B) of the true means of samples, ≥ 0. */
  readonly differenceVariance: number;
  /** σ²/K of each side summed: σ²_A/K_A + σ²_B/K_B with σ² the variance of the score of one sample's trials, ≥ 0. */
  readonly noiseVariance: number;
  /** Two-sided error of the first kind in (0, 1), e.g. .05. */
  readonly alpha: number;
  /** Chance to find the difference, in (0, 1), e.g. .8. */
  readonly power: number;
}

/**
 * `n_required`: samples that a paired comparison needs to find a true difference δ: (z_{α/2} + z_β)²(ω² + σ²_A/K_A + σ²_B/K_B)/δ².
 * Not rounded; plan its ceiling. Normal theory with independent samples: for clusters count clusters.
 * Source: Miller 2024, arXiv:2411.00640, §5; METRICS §1.5.
 * @param difference δ ≠ 0.  @returns null when δ is 0: no number of samples suffices.
 */
export function nRequired(design: ComparisonDesign, difference: number): number | null {
  if (difference === 0) return null;
  return (toZSum(design) ** 2 * toVariance(design)) / difference ** 2;
}

/**
 * `mde`: smallest true difference that a paired comparison of n samples finds with the design's power; the inverse of `nRequired`.
 * Source: as there.  @param n samples.  @returns value ≥ 0, or null when n < 1.
 */
export function mde(design: ComparisonDesign, n: number): number | null {
  return n < 1 ? null : toZSum(design) * Math.sqrt(toVariance(design) / n);
}

function toZSum({ alpha, power }: ComparisonDesign): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}

function toVariance({ differenceVariance, noiseVariance }: ComparisonDesign): number {
  return differenceVariance + noiseVariance;
}
