import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/**
 * `best_worst_spread`: share of samples that pass in any of K trials minus the share that pass in all: how far accuracy can be moved by
 * picking trials afterwards. In [0, 1], lower is better. It grows with K, so only samples with exactly K completed trials count; null
 * when there are none or K < 2. CI-BS. Source: Atil et al. 2024, "LLM Stability" (spread); METRICS §2.5.
 * @param k trials K.
 */
export function bestWorstSpread(
  samples: readonly SampleOutcomes[],
  k: number,
  settings: IntervalSettings,
): MetricResult {
  const values = samples
    .filter(({ trials }) => trials === k && k >= 2)
    .map(({ sampleId, clusterId, successes }) => ({
      sampleId,
      clusterId,
      value: successes > 0 && successes < k ? 1 : 0,
    }));
  const emptyReason = k < 2 ? 'a spread needs at least 2 trials' : `no sample has exactly ${k} completed trials`;
  return meanResult(values, { range: [0, 1], emptyReason, interval: 'bootstrap' }, settings);
}
