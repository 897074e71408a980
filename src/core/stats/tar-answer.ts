import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { tarShare } from './tar-share.ts';

/**
 * `tar_answer@N`: share of samples whose N trials all give the same canonical answer; in [0, 1], higher is better, falls with N.
 * A sample with an unparsable answer does not agree. Null and interval: `tarShare`.
 * Source: Atil et al. 2024, "LLM Stability" (TARa@N); METRICS §2.4.
 * @param n trials N, ≥ 2.
 */
export function tarAnswer(samples: readonly SampleOutcomes[], n: number, settings: IntervalSettings): MetricResult {
  const agreements = samples.map(({ sampleId, clusterId, trials, countByAnswer, unparsable }) => {
    return { sampleId, clusterId, trials, isAgreed: unparsable === 0 && countByAnswer.size === 1 };
  });
  return tarShare(agreements, n, settings);
}
