import { sumDrawn } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { drawClusters } from './interval-settings.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';
import { quantileType7 } from './quantile-type7.ts';
import type { ClusterTotal, SampleValue } from './sample-value.ts';
import { toClusterTotals } from './sample-value.ts';

/** Clusters below which CI-BS is not given (METRICS §0.4). */
export const BOOTSTRAP_MIN_CLUSTERS = 10;

/**
 * Means over samples in `settings.resamples` resamples of the clusters with replacement, in draw order. A drawn cluster brings all its
 * samples. Draws: resample by resample, one index per cluster.
 */
export function bootstrapMeans(clusters: readonly ClusterTotal[], settings: IntervalSettings): Float64Array {
  const sums = Float64Array.from(clusters, (cluster) => cluster.sum);
  const counts = Float64Array.from(clusters, (cluster) => cluster.count);
  const [size = 0] = counts;
  // Then every resample has as many samples, whole numbers that need no adding up.
  const isEven = counts.every((count) => count === size);
  const drawn = new Uint32Array(clusters.length);
  const means = new Float64Array(settings.resamples);
  for (let resample = 0; resample < means.length; resample += 1) {
    drawClusters(settings, drawn);
    means[resample] = sumDrawn(sums, drawn) / (isEven ? clusters.length * size : sumDrawn(counts, drawn));
  }
  return means;
}

/** Percentile interval of the cluster bootstrap (CI-BS) of the mean over samples; type-7 quantiles. Needs at least 10 clusters. */
export function bootstrapInterval(values: readonly SampleValue[], settings: IntervalSettings): IntervalResult {
  const clusters = toClusterTotals(values);
  return (
    withEnoughClusters(clusters.length) ??
    toPercentileInterval(bootstrapMeans(clusters, settings).sort(), settings.level)
  );
}

/** Why there is no bootstrap interval, or null when the clusters suffice. */
export function withEnoughClusters(clusters: number): IntervalResult | null {
  if (clusters >= BOOTSTRAP_MIN_CLUSTERS) return null;
  return withoutInterval(
    `a bootstrap interval needs at least ${BOOTSTRAP_MIN_CLUSTERS} clusters; there are ${clusters}`,
  );
}

/** Percentile interval of resampled values, ascending, at least one: type-7 quantiles at both tails. */
export function toPercentileInterval(resampled: Float64Array, level: number): IntervalResult {
  const tail = (1 - level) / 2;
  return toTwoSided('CI-BS', level, quantileType7(resampled, tail), quantileType7(resampled, 1 - tail));
}
