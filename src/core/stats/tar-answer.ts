import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * `tar_answer@N`: share of samples whose N trials all give the same canonical answer; in [0, 1], higher is better, falls with N.
 * A sample with an unparsable answer does not agree. Samples without exactly N completed trials are left out; null when all are.
 * CI-W, or CI-T where clusters hold several samples. Source: Atil et al. 2024, "LLM Stability" (TARa@N); METRICS §2.4.
 * @param n trials N, ≥ 2.
 */
export function tarAnswer(samples: readonly SampleOutcomes[], n: number, settings: IntervalSettings): MetricResult {
  const values = samples
    .filter(({ trials }) => trials === n && n >= 2)
    .map(({ sampleId, clusterId, countByAnswer, unparsable }) => {
      const isAgreed = unparsable === 0 && countByAnswer.size === 1;
      return { sampleId, clusterId, value: isAgreed ? 1 : 0 };
    });
  const emptyReason = n < 2 ? 'agreement needs at least 2 trials' : `no sample has exactly ${n} completed trials`;
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  if (result.n === 0 || result.clusters !== result.n) return result;
  const agreed = values.filter(({ value }) => value === 1).length;
  return { ...result, ...wilsonInterval(agreed, result.n, settings.level) };
}
