import { bootstrapStatistic } from './bootstrap-statistic.ts';
import { sumDrawn } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult } from './metric-result.ts';
import type { ClusterTotal } from './sample-value.ts';

/**
 * Percentile interval of the cluster bootstrap (CI-BS) of Σ sum / Σ count, for shares whose denominator varies by cluster and may be 0 in
 * some. Source: METRICS §0.4.
 * @param clusters every cluster, those with count 0 too.
 */
export function bootstrapRatioInterval(clusters: readonly ClusterTotal[], settings: IntervalSettings): IntervalResult {
  const sums = Float64Array.from(clusters, (cluster) => cluster.sum);
  const counts = Float64Array.from(clusters, (cluster) => cluster.count);
  return bootstrapStatistic(
    clusters.length,
    (drawn) => {
      const count = sumDrawn(counts, drawn);
      return count === 0 ? null : sumDrawn(sums, drawn) / count;
    },
    settings,
  );
}
