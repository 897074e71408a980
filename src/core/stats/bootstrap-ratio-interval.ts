import { BOOTSTRAP_MIN_CLUSTERS, bootstrapMeans } from './cluster-bootstrap.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';
import { quantileType7 } from './quantile-type7.ts';
import type { ClusterTotal } from './sample-value.ts';

/**
 * Percentile interval of the cluster bootstrap (CI-BS) of Σ sum / Σ count, for shares whose denominator varies by cluster and may be 0 in
 * some. Resamples with nothing in the denominator are left out. Needs at least 10 clusters. Source: METRICS §0.4.
 * @param clusters every cluster, those with count 0 too.
 */
export function bootstrapRatioInterval(clusters: readonly ClusterTotal[], settings: IntervalSettings): IntervalResult {
  if (clusters.length < BOOTSTRAP_MIN_CLUSTERS) {
    return withoutInterval(
      `a bootstrap interval needs at least ${BOOTSTRAP_MIN_CLUSTERS} clusters; there are ${clusters.length}`,
    );
  }
  const ratios = bootstrapMeans(clusters, settings)
    .filter((ratio) => !Number.isNaN(ratio))
    .sort();
  if (ratios.length === 0) return withoutInterval('every resample has nothing in the denominator');
  const tail = (1 - settings.level) / 2;
  const lower = quantileType7(ratios, tail);
  const upper = quantileType7(ratios, 1 - tail);
  if (lower === upper) return withoutInterval('every resample gives the same value, so its spread is unknown');
  return toTwoSided('CI-BS', settings.level, lower, upper);
}
