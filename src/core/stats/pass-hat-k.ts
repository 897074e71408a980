import { chooseRatio } from './choose-ratio.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/**
 * `pass_hat_k` (pass^k): chance that k trials of a sample all succeed, C(c, k)/C(K, k), mean over samples; in [0, 1], never rises with k.
 * Samples with fewer than k completed trials are left out; null when all are. Assumes exchangeable trials.
 * Source: Yao et al. 2024, arXiv:2406.12045; same estimator as tau-bench run.py; METRICS §2.1.
 * @param k ≥ 1.
 */
export function passHatK(samples: readonly SampleOutcomes[], k: number, settings: IntervalSettings): MetricResult {
  const values = samples.flatMap(({ sampleId, clusterId, trials, successes }) => {
    const value = chooseRatio(successes, trials, k);
    return value === null ? [] : [{ sampleId, clusterId, value }];
  });
  const emptyReason = `no sample has ${k} completed trials`;
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
