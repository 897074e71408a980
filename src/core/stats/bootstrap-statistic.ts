import { toPercentileInterval, withEnoughClusters } from './cluster-bootstrap.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult } from './metric-result.ts';
import { withoutInterval } from './metric-result.ts';

/** Share of resamples that may leave a statistic undefined before its interval is withheld. */
const MAX_UNDEFINED_SHARE = 0.05;

/**
 * Value of a statistic for one resample; null = undefined.
 * @param drawn positions of the drawn clusters, one per cluster, 0-based, with repetition. The array is reused: do not keep it.
 */
export type ResampleStatistic = (drawn: Uint32Array) => number | null;

/**
 * Percentile interval of the cluster bootstrap (CI-BS) of a statistic that is not a mean over samples. Draws as `bootstrapMeans`:
 * resample by resample, one position per cluster. Resamples that leave the statistic undefined are left out; when they are more than
 * 5 % there is no interval, because those that are left would be a selection. Source: METRICS §0.4.
 * @param clusters number of clusters; at least 10 for an interval.
 */
export function bootstrapStatistic(
  clusters: number,
  statistic: ResampleStatistic,
  settings: IntervalSettings,
): IntervalResult {
  const tooFew = withEnoughClusters(clusters);
  if (tooFew !== null) return tooFew;
  const drawn = new Uint32Array(clusters);
  const values = new Float64Array(settings.resamples);
  let defined = 0;
  for (let resample = 0; resample < settings.resamples; resample += 1) {
    for (let position = 0; position < clusters; position += 1) drawn[position] = settings.drawIndex(clusters);
    const value = statistic(drawn);
    if (value === null) continue;
    values[defined] = value;
    defined += 1;
  }
  if (defined < (1 - MAX_UNDEFINED_SHARE) * settings.resamples) {
    return withoutInterval('the metric is undefined in more than 5 % of the bootstrap resamples');
  }
  const sorted = values.subarray(0, defined).sort();
  if (sorted[0] === sorted.at(-1)) {
    return withoutInterval('every resample gives the same value, so its spread is unknown');
  }
  return toPercentileInterval(sorted, settings.level);
}
