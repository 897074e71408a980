import type { IntervalSettings } from '../interval-settings.ts';
import { meanResult } from '../mean-result.ts';
import type { MetricResult } from '../metric-result.ts';
import { wilsonInterval } from '../wilson-interval.ts';

/** The completed trials of one sample, counted. */
export interface FlaggedOutputs {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Completed trials, ≥ 1. */
  readonly trials: number;
  /** Trials whose output shows what is looked for. */
  readonly flagged: number;
}

/**
 * `output_empty`, `output_truncated`, `output_loop`, `output_other_script`, `unparsable_rate`, `option_tie`: share of a sample's outputs
 * that show it, averaged over samples; in [0, 1]. Null without samples, for `emptyReason`. Interval as of `accuracy`: CI-W with one trial
 * a sample and no clusters, else CI-T, or CI-CP where all samples agree. Source: ours.
 */
export function outputShare(
  samples: readonly FlaggedOutputs[],
  emptyReason: string,
  settings: IntervalSettings,
): MetricResult {
  const values = samples.map(({ sampleId, clusterId, trials, flagged }) => ({
    sampleId,
    clusterId,
    value: flagged / trials,
  }));
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  const isSingle = result.n > 0 && result.clusters === result.n && samples.every(({ trials }) => trials === 1);
  if (!isSingle) return result;
  const flagged = samples.reduce((sum, sample) => sum + sample.flagged, 0);
  return { ...result, ...wilsonInterval(flagged, result.n, settings.level) };
}
