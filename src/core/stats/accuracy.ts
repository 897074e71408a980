import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * `accuracy`: mean over samples of the mean score over trials; in [0, 1], higher is better. Null without samples.
 * CI-W when every sample has one trial scored 0 or 1 and no cluster holds two samples, else CI-T, and CI-CP where every sample has the
 * same mean. Source: METRICS §1.1; clustering after Miller 2024, arXiv:2411.00640.
 */
export function accuracy(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const values = samples.map(({ sampleId, clusterId, meanScore }) => ({ sampleId, clusterId, value: meanScore }));
  const options = { range: [0, 1], emptyReason: 'no completed trials', interval: 't' } as const;
  const result = meanResult(values, options, settings);
  const isBinary = samples.every(({ trials, meanScore }) => trials === 1 && (meanScore === 0 || meanScore === 1));
  if (result.n === 0 || !isBinary || result.clusters !== result.n) return result;
  const successes = samples.filter(({ meanScore }) => meanScore === 1).length;
  return { ...result, ...wilsonInterval(successes, result.n, settings.level) };
}
