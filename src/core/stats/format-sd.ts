import { neumaierSum } from './neumaier-sum.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult, withoutInterval } from './metric-result.ts';
import { SPREAD_MIN_FORMATS, toFormatCount, toSpreadReason } from './format-spread.ts';
import type { SampleColumns } from './score-matrix.ts';
import { toColumnMeans } from './score-matrix.ts';

/**
 * `format_sd`: standard deviation of accuracy over formats with the sampling noise of independent samples taken away:
 * τ̂ = √max(0, Var_j(Acc_j) − mean_j s_j² / n), s_j² the variance of a format's sample scores; with scores of 0 and 1 the noise is
 * mean_j Acc_j(1 − Acc_j)/(n − 1). In [0, 1], lower is better. Where all formats ask the same samples, as here, noise that formats share
 * cancels in Var_j, so this takes away too much and is often 0: `format_sd@b` is the estimate to read. No interval.
 * Null with fewer than three formats or two samples. Source: METRICS §3.6 (ii).
 */
export function formatSd(matrix: readonly SampleColumns[]): MetricResult {
  if (toFormatCount(matrix) < SPREAD_MIN_FORMATS || matrix.length < 2) return undefinedResult(toSpreadReason(matrix));
  const means = toColumnMeans(matrix);
  const noises = means.map((mean, column) => {
    const squares = matrix.map((row) => ((row.columns[column] ?? 0) - mean) ** 2);
    return neumaierSum(squares) / (matrix.length - 1) / matrix.length;
  });
  const variance = toVariance(means) - neumaierSum(noises) / noises.length;
  const clusters = new Set(matrix.map(({ clusterId }) => clusterId)).size;
  const value = Math.sqrt(Math.max(0, variance));
  return {
    value,
    ...withoutInterval('its noise term assumes other samples for each format'),
    n: matrix.length,
    clusters,
  };
}

/** Variance with n − 1; at least two values. */
function toVariance(values: readonly number[]): number {
  const mean = neumaierSum(values) / values.length;
  return neumaierSum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}
