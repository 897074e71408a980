import { toBinTotals, type CalibrationBin } from './calibration-bins.ts';
import type { ConfidenceTable } from './confidence-table.ts';

/**
 * `ece`: expected calibration error, mean over pairs of |success rate − mean confidence| of the pair's bin; in [0, 1], lower is better.
 * Biased up: a calibrated model has .10 on average with 10 bins and 100 pairs, .014 with 5,000, so it is published with scheme, bins and
 * edge rule and is no headline below 300 samples. Source: Naeini et al. 2015; METRICS §4.4.
 * @param bins not all empty.
 */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  const { n } = toBinTotals(bins);
  return bins.reduce((sum, bin) => sum + Math.abs(bin.successes - bin.confidenceSum) / n, 0);
}

/** `mce`: the largest gap |success rate − mean confidence| of a bin; in [0, 1], lower is better. Empty bins have none. METRICS §4.4. */
export function maximumCalibrationError(bins: readonly CalibrationBin[]): number {
  return bins.reduce(
    (most, bin) => (bin.count === 0 ? most : Math.max(most, Math.abs(bin.successes - bin.confidenceSum) / bin.count)),
    0,
  );
}

/**
 * `ece_l2_debiased`: squared L2 calibration error less what chance adds, Σ (n_b/n)·[(f̄_b − ȳ_b)² − ȳ_b(1 − ȳ_b)/(n_b − 1)]. Lower is better;
 * may be negative and is not cut off. Bins with fewer than two pairs give 0.
 * Source: Kumar, Liang & Ma 2019 (verified_calibration); METRICS §4.4.
 * @param bins of equal mass.
 */
export function debiasedSquaredError(bins: readonly CalibrationBin[]): number {
  const { n } = toBinTotals(bins);
  return bins.reduce((sum, { count, successes, confidenceSum }) => {
    if (count < 2) return sum;
    const rate = successes / count;
    return sum + (count / n) * ((confidenceSum / count - rate) ** 2 - (rate * (1 - rate)) / (count - 1));
  }, 0);
}

/**
 * `overconfidence`: mean confidence minus success rate, in [−1, 1], nearer 0 is better, above 0 = too sure. Null without pairs.
 * Its size is `ece_1bin`, the calibration error of a single bin. Source: METRICS §4.4.
 */
export function overconfidence({ confidence, count, n, successCount }: ConfidenceTable): number | null {
  if (n === 0) return null;
  let sum = 0;
  for (let row = 0; row < confidence.length; row += 1) sum += (confidence[row] ?? 0) * (count[row] ?? 0);
  return (sum - successCount) / n;
}
