import { bootstrapInterval } from './cluster-bootstrap.ts';
import { clusterTInterval } from './cluster-t-interval.ts';
import type { ValueRange } from './constant-interval.ts';
import { constantInterval } from './constant-interval.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { undefinedResult, withoutInterval } from './metric-result.ts';
import type { SampleValue } from './sample-value.ts';
import { toSampleMean } from './sample-value.ts';

/** What the mean is over and how its interval is made. */
export interface MeanOptions {
  /** Range of one sample's value; null = unbounded. */
  readonly range: ValueRange | null;
  /** Why the value is null when no sample is left. */
  readonly emptyReason: string;
  /**
   * `t`: CI-T, also below 30 clusters, where METRICS §0.4 would take the bootstrap: for means of sample values the t interval
   * covers better there (docs/decisions/2026-11-20-intervals-of-means.md). `bootstrap`: CI-BS, or none with fewer than 10 clusters.
   */
  readonly interval: 't' | 'bootstrap';
}

/** Mean over samples with its interval: the shape of every estimator that averages one number per sample. */
export function meanResult(
  values: readonly SampleValue[],
  options: MeanOptions,
  settings: IntervalSettings,
): MetricResult {
  if (values.length === 0) return undefinedResult(options.emptyReason);
  const clusters = new Set(values.map((entry) => entry.clusterId)).size;
  const interval = meanInterval(values, clusters, options, settings);
  return { value: toSampleMean(values), ...interval, n: values.length, clusters };
}

function meanInterval(
  values: readonly SampleValue[],
  clusters: number,
  options: MeanOptions,
  settings: IntervalSettings,
): IntervalResult {
  if (clusters < 2) return withoutInterval('an interval needs at least 2 clusters');
  if (isConstant(values)) return constantInterval(values[0]?.value ?? 0, clusters, options.range, settings.level);
  return options.interval === 'bootstrap'
    ? bootstrapInterval(values, settings)
    : clusterTInterval(values, settings.level);
}

/** True when every sample has the same value. */
export function isConstant(values: readonly SampleValue[]): boolean {
  const first = values[0]?.value ?? 0;
  // Differences of equal means can differ in the last bits; nothing counted over fewer than 1e6 trials differs by less than this.
  return values.every((entry) => Math.abs(entry.value - first) < 1e-12);
}
