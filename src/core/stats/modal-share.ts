import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/**
 * `modal_share`: share of a sample's trials that give its commonest canonical answer, mean over samples; in [1/K, 1], higher is better.
 * Biased upwards at small K. An unparsable answer is an answer of its own. Samples with fewer than two completed trials are left out;
 * null when all are. CI-T. Source: METRICS §2.6 (vote share of self-consistency).
 */
export function modalShare(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const repeated = samples.filter(({ trials }) => trials >= 2);
  const values = repeated.map(({ sampleId, clusterId, trials, countByAnswer }) => ({
    sampleId,
    clusterId,
    value: Math.max(1, ...countByAnswer.values()) / trials,
  }));
  const mostTrials = repeated.reduce((most, { trials }) => Math.max(most, trials), 2);
  const emptyReason = 'no sample has 2 completed trials';
  return meanResult(values, { range: [1 / mostTrials, 1], emptyReason, interval: 't' }, settings);
}
