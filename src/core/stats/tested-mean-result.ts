import { bootstrapMeans, toPercentileInterval, withEnoughClusters } from './cluster-bootstrap.ts';
import { clusterStandardError } from './cluster-t-interval.ts';
import type { ValueRange } from './constant-interval.ts';
import { tTwoSidedTail } from './distributions.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { isConstant, meanResult } from './mean-result.ts';
import type { MeanOptions } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleValue } from './sample-value.ts';
import { toClusterTotals, toSampleMean } from './sample-value.ts';

/** A difference with the test that it is 0. */
export interface TestedResult extends MetricResult {
  /** Two-sided: the interval at level 1 − p ends at 0. Null where there is no interval. */
  readonly pValue: number | null;
}

/** `meanResult` with the test of a mean of 0 that belongs to its interval: t, bootstrap, or the bound of a constant. */
export function testedMeanResult(
  values: readonly SampleValue[],
  options: MeanOptions & { readonly range: ValueRange },
  settings: IntervalSettings,
): TestedResult {
  const clusters = new Set(values.map((entry) => entry.clusterId)).size;
  if (clusters < 2) return { ...meanResult(values, options, settings), pValue: null };
  if (isConstant(values)) {
    const pValue = constantPValue(values[0]?.value ?? 0, clusters, options.range);
    return { ...meanResult(values, options, settings), pValue };
  }
  if (options.interval === 'bootstrap') return bootstrapResult(values, clusters, settings);
  const standardError = clusterStandardError(values);
  const pValue = standardError === null ? null : tTwoSidedTail(toSampleMean(values) / standardError, clusters - 1);
  return { ...meanResult(values, options, settings), pValue };
}

/** One set of resamples for the interval and for the test. */
function bootstrapResult(values: readonly SampleValue[], clusters: number, settings: IntervalSettings): TestedResult {
  const result = { value: toSampleMean(values), n: values.length, clusters };
  const missing = withEnoughClusters(clusters);
  if (missing !== null) return { ...result, ...missing, pValue: null };
  const means = bootstrapMeans(toClusterTotals(values), settings).sort();
  return { ...result, ...toPercentileInterval(means, settings.level), pValue: bootstrapPValue(means) };
}

/**
 * Two-sided p-value of 0 from resampled values: twice the smaller share of resamples on either side of 0, 0 itself on both, with one
 * added to count and total, as in a Monte Carlo test, so that it is never 0. In [2 / (B + 1), 1]. It inverts the percentile interval
 * and is as approximate as that.
 */
export function bootstrapPValue(resampled: Float64Array): number {
  let below = 0;
  let above = 0;
  for (const value of resampled) {
    if (value < 1e-12) below += 1;
    if (value > -1e-12) above += 1;
  }
  return Math.min(1, (2 * (1 + Math.min(below, above))) / (resampled.length + 1));
}

/** Inverts `constantInterval`: it reaches 0 where the share of unlike clusters, 1 − (p / 2)^(1/C), moves the mean that far. */
function constantPValue(constant: number, clusters: number, [lowest, highest]: ValueRange): number {
  if (Math.abs(constant) < 1e-12) return 1;
  const share = constant > 0 ? constant / (constant - lowest) : constant / (constant - highest);
  return Math.min(1, 2 * (1 - share) ** clusters);
}
