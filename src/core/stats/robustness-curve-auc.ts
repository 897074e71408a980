import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import type { SampleColumns } from './score-matrix.ts';
import { sumsResult } from './sums-result.ts';

/** Intensities, 0 included, below which there is no curve (METRICS §3.11). */
const MIN_LEVELS = 3;

/**
 * `robustness_curve_auc`: area under accuracy against intensity ε by the trapezoid rule, over ε_max times the accuracy at ε = 0; in
 * [0, ∞), 1 = flat, higher is better. Null with fewer than three intensities, without one at 0, or when the accuracy there is 0. CI-BS.
 * Source: METRICS §3.11.
 * @param matrix mean scores, one column per intensity (`toScoreMatrix`).
 * @param intensities of the columns: shares of units changed in [0, 1], ascending, no two equal, the first 0 (the original prompt).
 */
export function robustnessCurveAuc(
  matrix: readonly SampleColumns[],
  intensities: readonly number[],
  settings: IntervalSettings,
): MetricResult {
  if (intensities.length < MIN_LEVELS || intensities[0] !== 0) {
    return undefinedResult(`a curve needs at least ${MIN_LEVELS} intensities, 0 among them`);
  }
  const options = {
    toValue: (sums: Float64Array) => toArea(sums, intensities),
    emptyReason: 'no sample has completed trials at every intensity',
    undefinedReason: 'the accuracy at intensity 0 is 0, so there is nothing to compare with',
  };
  return sumsResult(
    matrix.map(({ clusterId, columns }) => ({ clusterId, sums: columns })),
    options,
    settings,
  );
}

function toArea(sums: Float64Array, intensities: readonly number[]): number | null {
  const base = sums[0] ?? 0;
  if (!(base > 0)) return null;
  const area = intensities.slice(1).reduce((total, intensity, index) => {
    const width = intensity - (intensities[index] ?? 0);
    return total + (width * ((sums[index] ?? 0) + (sums[index + 1] ?? 0))) / 2;
  }, 0);
  return area / ((intensities.at(-1) ?? 0) * base);
}
