import { withEnoughClusters } from './cluster-bootstrap.ts';
import type { ClusterSums, SampleSums } from './cluster-sums.ts';
import { addDrawnSums, toClusterSums, toTotalSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { drawClusters } from './interval-settings.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { toTwoSided, undefinedResult, withoutInterval } from './metric-result.ts';
import { quantileType7 } from './quantile-type7.ts';
import type { SampleColumns } from './score-matrix.ts';

/** Share of resamples that may leave a metric undefined before its interval is withheld. */
const MAX_UNDEFINED_SHARE = 0.05;

/** A metric of several means at once whose percentile bootstrap would be biased, such as their range or their standard deviation. */
export interface BandMetric {
  /** The vector that the metric is a function of, from column sums; null where they do not define it. */
  readonly toVector: (sums: Float64Array) => readonly number[] | null;
  readonly toValue: (vector: readonly number[]) => number;
  /** A norm of differences with |toValue(u) − toValue(v)| ≤ toNorm(u − v) for all vectors. */
  readonly toNorm: (difference: readonly number[]) => number;
  /** Range of the metric; limits are cut to it. */
  readonly range: readonly [lowest: number, highest: number];
}

/**
 * A metric of several means with an interval that is not fooled by noise.
 *
 * The largest of several accuracies, or their spread, grows with noise, and resampling adds noise once more, so a percentile
 * interval lies too high. Instead the deviation of all means at once is resampled: q is the `level` quantile of the norm of (resampled
 * − observed) vector, so that with confidence `level` the true vector lies within q of the observed one, and value ± q holds the true
 * value. Conservative: it covers at least `level` for large samples. Method `CI-BSN`. Needs 10 clusters.
 * Source: Chernozhukov, Chetverikov & Kato 2013, arXiv:1212.6906 (bootstrap of the maximum deviation); the use of a norm is ours.
 */
export function bandResult(
  samples: readonly SampleSums[],
  metric: BandMetric,
  emptyReason: string,
  settings: IntervalSettings,
): MetricResult {
  const sums = toClusterSums(samples);
  const vector = samples.length === 0 ? null : metric.toVector(toTotalSums(sums));
  if (vector === null) return undefinedResult(emptyReason);
  const interval = toBand(sums, vector, metric, settings);
  return { value: metric.toValue(vector), ...interval, n: samples.length, clusters: sums.clusters };
}

function toBand(
  sums: ClusterSums,
  vector: readonly number[],
  metric: BandMetric,
  settings: IntervalSettings,
): IntervalResult {
  const missing = withEnoughClusters(sums.clusters);
  if (missing !== null) return missing;
  const norms = toNorms(sums, vector, metric, settings);
  if (norms.length < (1 - MAX_UNDEFINED_SHARE) * settings.resamples) {
    return withoutInterval('the metric is undefined in more than 5 % of the bootstrap resamples');
  }
  const q = quantileType7(norms, settings.level);
  if (q < 1e-12) return withoutInterval('no resample differs from the sample, so the spread is unknown');
  const value = metric.toValue(vector);
  const [lowest, highest] = metric.range;
  return toTwoSided('CI-BSN', settings.level, Math.max(lowest, value - q), Math.min(highest, value + q));
}

/** Norms of the deviations of the resamples that define the vector, ascending. */
function toNorms(
  sums: ClusterSums,
  vector: readonly number[],
  { toVector, toNorm }: BandMetric,
  settings: IntervalSettings,
): Float64Array {
  const drawn = new Uint32Array(sums.clusters);
  const totals = new Float64Array(sums.columns.length);
  const norms = new Float64Array(settings.resamples);
  let defined = 0;
  for (let resample = 0; resample < settings.resamples; resample += 1) {
    drawClusters(settings, drawn);
    addDrawnSums(sums, drawn, totals);
    const resampled = toVector(totals);
    if (resampled === null) continue;
    norms[defined] = toNorm(resampled.map((entry, index) => entry - (vector[index] ?? 0)));
    defined += 1;
  }
  return norms.subarray(0, defined).sort();
}

/** Means of the columns but for the last, which counts samples; null when it is 0. */
export function toMeansByCount(sums: Float64Array): readonly number[] | null {
  const count = sums.at(-1) ?? 0;
  return count === 0 ? null : Array.from(sums.subarray(0, -1), (sum) => sum / count);
}

/** The rows as sums with a last column of 1, for `toMeansByCount`. */
export function withCount(samples: readonly SampleColumns[]): readonly SampleSums[] {
  return samples.map(({ clusterId, columns }) => ({ clusterId, sums: [...columns, 1] }));
}

/** Largest minus smallest; 0 for none. */
export function toRange(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
