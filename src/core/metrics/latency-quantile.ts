import type { MetricResult } from '../stats/metric-result.ts';
import { undefinedResult } from '../stats/metric-result.ts';
import { orderStatisticInterval } from '../stats/order-statistic-interval.ts';
import { quantileType7 } from '../stats/quantile-type7.ts';
import { sampleTrialValues } from './sample-trial-values.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Time to first token, ms. */
export function toTtftMs(trial: TimedTrial): number {
  return trial.ttftMs;
}

/** Mean gap between tokens after the first, ms; null with fewer than two output tokens (METRICS §6.2). */
export function toTpotMs(trial: TimedTrial): number | null {
  return trial.outputTokens < 2 ? null : (trial.e2eMs - trial.ttftMs) / (trial.outputTokens - 1);
}

/** Submit to last token, ms. */
export function toE2eMs(trial: TimedTrial): number {
  return trial.e2eMs;
}

/** Prompt tokens per second up to the first output token, waiting and tokenising included (METRICS §6.2); null when that took no time. */
export function toPrefillTps(trial: TimedTrial): number | null {
  return trial.ttftMs > 0 ? (1000 * trial.promptTokens) / trial.ttftMs : null;
}

/** Medians of the samples, from which every quantile of one latency is read. */
export interface LatencyMedians {
  /** Ascending. */
  readonly sorted: readonly number[];
  readonly clusters: number;
  /** Why there is no quantile where there is no median. */
  readonly emptyReason: string;
}

/**
 * Medians of the samples' trials: epochs of a prompt are prefilled and decoded together, so their times are copies of one measurement and
 * would make an interval over trials too narrow.
 * @param undefinedReason why there is none where `toValue` is null for every trial.
 */
export function toLatencyMedians(
  trials: readonly TimedTrial[],
  toValue: (trial: TimedTrial) => number | null,
  undefinedReason = 'no trial has 2 output tokens',
): LatencyMedians {
  const values = sampleTrialValues(trials, toValue, (sorted) => quantileType7(sorted, 0.5));
  return {
    sorted: values.map(({ value }) => value).toSorted((a, b) => a - b),
    clusters: new Set(values.map(({ clusterId }) => clusterId)).size,
    emptyReason: trials.length === 0 ? 'no timed trials' : undefinedReason,
  };
}

/**
 * Quantile over samples of a latency (`ttft`, `tpot`, `e2e`, ms) or speed (`prefill_tps`, tokens per second). Each sample counts once,
 * with the median of its trials. CI-Q, which takes samples as independent. Source: METRICS §6.2.
 * @param q in [0, 1].  @param level of the two-sided interval.
 */
export function latencyQuantile(
  { sorted, clusters, emptyReason }: LatencyMedians,
  q: number,
  level: number,
): MetricResult {
  if (sorted.length === 0) return undefinedResult(emptyReason);
  const value = quantileType7(sorted, q);
  return { value, ...orderStatisticInterval(sorted, q, level), n: sorted.length, clusters };
}
