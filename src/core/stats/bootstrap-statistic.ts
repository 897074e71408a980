import { toPercentileInterval, withEnoughClusters } from './cluster-bootstrap.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { drawClusters } from './interval-settings.ts';
import type { IntervalResult } from './metric-result.ts';
import { withoutInterval } from './metric-result.ts';

/** Share of resamples that may leave a statistic undefined before its interval is withheld. */
const MAX_UNDEFINED_SHARE = 0.05;

/**
 * Value of a statistic for one resample; null = undefined.
 * @param drawn positions of the drawn clusters, one per cluster, 0-based, with repetition. The array is reused: do not keep it.
 */
export type ResampleStatistic<Value> = (drawn: Uint32Array) => Value | null;

/**
 * Values of a statistic in `settings.resamples` resamples of the clusters, undefined ones left out. Draws as `bootstrapMeans`: resample by
 * resample, one position per cluster.
 */
export function resampleStatistic<Value>(
  clusters: number,
  statistic: ResampleStatistic<Value>,
  settings: IntervalSettings,
): readonly Value[] {
  const drawn = new Uint32Array(clusters);
  const values: Value[] = [];
  for (let resample = 0; resample < settings.resamples; resample += 1) {
    drawClusters(settings, drawn);
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  return values;
}

/**
 * Percentile interval (CI-BS) from resampled values. When more than 5 % of the resamples left the statistic undefined there is none,
 * because those that are left would be a selection.
 */
export function toResampledInterval(values: readonly number[], settings: IntervalSettings): IntervalResult {
  if (values.length < (1 - MAX_UNDEFINED_SHARE) * settings.resamples) {
    return withoutInterval('the metric is undefined in more than 5 % of the bootstrap resamples');
  }
  const sorted = Float64Array.from(values).sort();
  if (sorted[0] === sorted.at(-1)) {
    return withoutInterval('every resample gives the same value, so its spread is unknown');
  }
  return toPercentileInterval(sorted, settings.level);
}

/**
 * Percentile interval of the cluster bootstrap (CI-BS) of a statistic that is not a mean over samples. Source: METRICS §0.4.
 * @param clusters number of clusters; at least 10 for an interval.
 */
export function bootstrapStatistic(
  clusters: number,
  statistic: ResampleStatistic<number>,
  settings: IntervalSettings,
): IntervalResult {
  return (
    withEnoughClusters(clusters) ?? toResampledInterval(resampleStatistic(clusters, statistic, settings), settings)
  );
}
