import { bootstrapStatistic } from './bootstrap-statistic.ts';
import { addDrawnSums, toClusterSums, toTotalSums } from './cluster-sums.ts';
import { SPREAD_MIN_FORMATS, toFormatCount, toSpreadReason } from './format-spread.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import type { SampleColumns } from './score-matrix.ts';

/**
 * `format_sd@b`: standard deviation of accuracy over formats that ask the same samples: τ̂² = Var_j(Acc_j) − MS_residual / n, where
 * MS_residual is what is left of the scores after sample and format means (two-way analysis of variance), so that noise which formats
 * share is not taken away twice. τ̂ = √max(0, τ̂²), in [0, 1], lower is better.
 *
 * CI-BS, with MS_residual / n taken away once more in each resample, because resampling samples adds that noise once more; clusters are
 * resampled but MS_residual is not clustered. Null with fewer than three formats or two samples.
 * Source: ours; the moment estimator of a variance component (Searle, Casella & McCulloch 1992).
 */
export function formatSdPaired(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  const formats = toFormatCount(matrix);
  if (formats < SPREAD_MIN_FORMATS || matrix.length < 2) return undefinedResult(toSpreadReason(matrix));
  const sums = toClusterSums(matrix.map(({ clusterId, columns }) => ({ clusterId, sums: toMoments(columns) })));
  const totals = new Float64Array(formats + 3);
  const resample = (drawn: Uint32Array): number | null => {
    addDrawnSums(sums, drawn, totals);
    return toSd(totals, formats, 2);
  };
  const interval = bootstrapStatistic(sums.clusters, resample, settings);
  return { value: toSd(toTotalSums(sums), formats, 1), ...interval, n: matrix.length, clusters: sums.clusters };
}

/** Scores, their sum of squares, the square of their mean, and 1. */
function toMoments(scores: readonly number[]): readonly number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return [...scores, scores.reduce((sum, score) => sum + score * score, 0), mean * mean, 1];
}

/** @param noises how many times MS_residual / n is taken away. */
function toSd(sums: Float64Array, formats: number, noises: number): number | null {
  const [squares = 0, rowSquares = 0, n = 0] = sums.subarray(formats);
  if (n < 2) return null;
  let total = 0;
  let columnSquares = 0;
  for (const sum of sums.subarray(0, formats)) {
    total += sum / n;
    columnSquares += (sum / n) ** 2;
  }
  const centre = (total * total) / formats;
  const betweenFormats = (columnSquares - centre) / (formats - 1);
  const residual = (squares - formats * rowSquares - n * columnSquares + n * centre) / ((n - 1) * (formats - 1));
  return Math.sqrt(Math.max(0, betweenFormats - (noises * residual) / n));
}
