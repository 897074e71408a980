import { toBinTotals, type CalibrationBin } from './calibration-bins.ts';

/** Parts of a Brier score over bins: BS = reliability − resolution + uncertainty + withinVariance − withinCovariance. */
export interface MurphyParts {
  /** REL: how far the bins' mean confidences lie from their success rates. */
  readonly reliability: number;
  /** RES: how far the bins' success rates lie from the overall one. */
  readonly resolution: number;
  /** UNC: ȳ(1 − ȳ). */
  readonly uncertainty: number;
  /** WBV: variance of the confidences inside the bins. */
  readonly withinVariance: number;
  /** WBC: twice the covariance of confidence and success inside the bins. */
  readonly withinCovariance: number;
}

/**
 * `murphy`: decomposition of the Brier score over equal-width bins, each part in [0, 1] but the covariance in [−1, 1]. Without the last two
 * parts it holds only where the confidence is constant within each bin.
 * Source: Murphy 1973; the within-bin terms are Stephenson, Coelho & Jolliffe 2008; METRICS §4.2.
 * @param bins not all empty.
 */
export function murphy(bins: readonly CalibrationBin[]): MurphyParts {
  const { n, successes } = toBinTotals(bins);
  const rate = successes / n;
  const parts = { reliability: 0, resolution: 0, withinVariance: 0, withinCovariance: 0 };
  for (const bin of bins) {
    if (bin.count === 0) continue;
    const meanConfidence = bin.confidenceSum / bin.count;
    const binRate = bin.successes / bin.count;
    parts.reliability += (bin.count * (meanConfidence - binRate) ** 2) / n;
    parts.resolution += (bin.count * (binRate - rate) ** 2) / n;
    parts.withinVariance += (bin.squareSum - bin.confidenceSum * meanConfidence) / n;
    parts.withinCovariance += (2 * (bin.productSum - bin.confidenceSum * binRate)) / n;
  }
  return { ...parts, uncertainty: rate * (1 - rate) };
}
