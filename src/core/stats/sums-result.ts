import { bootstrapStatistic } from './bootstrap-statistic.ts';
import { addDrawnSums, toClusterSums, toTotalSums, type SampleSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';

/** A metric that is a function of sums over samples. */
export interface SumsOptions {
  /** Value from the sums; null = undefined. Must not keep the array. */
  readonly toValue: (sums: Float64Array) => number | null;
  /** Why the value is null when no sample is left. */
  readonly emptyReason: string;
  /** Why the value is null although there are samples. */
  readonly undefinedReason: string;
}

/** Value and cluster-bootstrap interval (CI-BS) of a function of sums over samples: the shape of every nonlinear estimator. */
export function sumsResult(
  samples: readonly SampleSums[],
  { toValue, emptyReason, undefinedReason }: SumsOptions,
  settings: IntervalSettings,
): MetricResult {
  if (samples.length === 0) return undefinedResult(emptyReason);
  const sums = toClusterSums(samples);
  const { clusters } = sums;
  const value = toValue(toTotalSums(sums));
  if (value === null) return { ...undefinedResult(undefinedReason), n: samples.length, clusters };
  const totals = new Float64Array(sums.columns.length);
  const interval = bootstrapStatistic(
    clusters,
    (drawn) => {
      addDrawnSums(sums, drawn, totals);
      return toValue(totals);
    },
    settings,
  );
  return { value, ...interval, n: samples.length, clusters };
}
