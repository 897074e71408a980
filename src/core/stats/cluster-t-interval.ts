import { tQuantile } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { SampleValue } from './sample-value.ts';
import { toClusterTotals, toSampleMean } from './sample-value.ts';

/**
 * Standard error of the mean over samples with cluster-robust variance and the finite-cluster factor C/(C−1); with one sample per
 * cluster it is sd/√n. Null when there are fewer than two clusters.
 * Source: Miller 2024, arXiv:2411.00640, App. A, with the factor as in inspect_ai; METRICS §1.2.
 */
export function clusterStandardError(values: readonly SampleValue[]): number | null {
  const totals = toClusterTotals(values);
  if (totals.length < 2) return null;
  const mean = toSampleMean(values);
  const squares = neumaierSum(totals.map(({ sum, count }) => (sum - count * mean) ** 2));
  return Math.sqrt((squares * totals.length) / (totals.length - 1)) / values.length;
}

/** Cluster-robust t interval (CI-T) of the mean over samples: m ± t(C−1)·SE, not clipped to the range of the values (METRICS §0.4). */
export function clusterTInterval(values: readonly SampleValue[], level: number): IntervalResult {
  const standardError = clusterStandardError(values);
  if (standardError === null) return withoutInterval('an interval needs at least 2 clusters');
  const clusters = new Set(values.map((entry) => entry.clusterId)).size;
  const mean = toSampleMean(values);
  const halfWidth = tQuantile((1 + level) / 2, clusters - 1) * standardError;
  return toTwoSided('CI-T', level, mean - halfWidth, mean + halfWidth);
}
