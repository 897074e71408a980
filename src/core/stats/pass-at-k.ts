import { chooseRatio } from './choose-ratio.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/**
 * `pass_at_k`: chance that at least one of k trials of a sample succeeds, 1 − C(K−c, k)/C(K, k), mean over samples; in [0, 1].
 * A ceiling for a perfect verifier, not a reliability. Samples with fewer than k completed trials are left out; null when all are.
 * Interval: as `accuracy` with several trials. Source: Chen et al. 2021, arXiv:2107.03374, §2.1; METRICS §1.6.
 * @param k ≥ 1.
 */
export function passAtK(samples: readonly SampleOutcomes[], k: number, settings: IntervalSettings): MetricResult {
  const values = samples.flatMap(({ sampleId, clusterId, trials, successes }) => {
    const missShare = chooseRatio(trials - successes, trials, k);
    return missShare === null ? [] : [{ sampleId, clusterId, value: 1 - missShare }];
  });
  const emptyReason = `no sample has ${k} completed trials`;
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
