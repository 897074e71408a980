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

/**
 * Quantile over samples of a latency (`ttft`, `tpot`, `e2e`, ms) or speed (`prefill_tps`, tokens per second). Each sample counts once,
 * with the median of its trials: epochs of a prompt are prefilled and decoded together, so their times are copies of one measurement and
 * would make the interval too narrow. CI-Q, which takes samples as independent. Source: METRICS §6.2.
 * @param q in [0, 1].  @param level of the two-sided interval.
 * @param undefinedReason why the value is null where `toValue` is null for every trial.
 */
export function latencyQuantile(
  trials: readonly TimedTrial[],
  toValue: (trial: TimedTrial) => number | null,
  q: number,
  level: number,
  undefinedReason = 'no trial has 2 output tokens',
): MetricResult {
  const values = sampleTrialValues(trials, toValue, (sorted) => quantileType7(sorted, 0.5));
  if (values.length === 0) {
    return undefinedResult(trials.length === 0 ? 'no timed trials' : undefinedReason);
  }
  const sorted = values.map(({ value }) => value).toSorted((a, b) => a - b);
  return {
    value: quantileType7(sorted, q),
    ...orderStatisticInterval(sorted, q, level),
    n: values.length,
    clusters: new Set(values.map(({ clusterId }) => clusterId)).size,
  };
}
