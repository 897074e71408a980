import { chooseRatio } from './choose-ratio.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/**
 * `accuracy_pass_gap`: mean score minus pass^k on the same samples: how much of the average is not dependable over k trials.
 * In [0, 1] where a score is never below its success, else in [−1, 1]; lower is better. Samples with fewer than k completed trials are
 * left out; null when all are. Interval over the differences of samples. Source: DESIGN §1.3, METRICS §1.4 (paired differences).
 * @param k ≥ 1.
 */
export function accuracyPassGap(
  samples: readonly SampleOutcomes[],
  k: number,
  settings: IntervalSettings,
): MetricResult {
  const values = samples.flatMap(({ sampleId, clusterId, trials, successes, meanScore }) => {
    const passed = chooseRatio(successes, trials, k);
    return passed === null ? [] : [{ sampleId, clusterId, value: meanScore - passed }];
  });
  const isNeverBelow = values.every(({ value }) => value >= 0);
  const emptyReason = `no sample has ${k} completed trials`;
  return meanResult(values, { range: [isNeverBelow ? 0 : -1, 1], emptyReason, interval: 't' }, settings);
}
