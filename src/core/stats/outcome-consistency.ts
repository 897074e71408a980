import { agreementOfSample } from './agreement-pairwise.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import type { SampleValue } from './sample-value.ts';

const EMPTY_REASON = 'no sample has 2 completed trials';

/**
 * `outcome_consistency@c`: (K(2p̂ − 1)² − 1)/(K − 1) of a sample, which is 2A − 1 with A its pairwise agreement of outcomes; mean over
 * samples. Unbiased for (2p − 1)², so a coin flip has 0 and single samples can fall to −1/(K − 1); at most 1, higher is better.
 * Samples with fewer than two completed trials are left out; null when all are. CI-T. Source: METRICS §2.3 (c).
 */
export function outcomeConsistency(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const values = samples.flatMap((sample): readonly SampleValue[] => {
    const agreement = agreementOfSample(sample, 'outcome');
    if (agreement === null) return [];
    return [{ sampleId: sample.sampleId, clusterId: sample.clusterId, value: 2 * agreement - 1 }];
  });
  const fewestTrials = samples.reduce(
    (fewest, { trials }) => (trials < 2 ? fewest : Math.min(fewest, trials)),
    Infinity,
  );
  const range = [-1 / (fewestTrials - 1), 1] as const;
  return meanResult(values, { range, emptyReason: EMPTY_REASON, interval: 't' }, settings);
}

/**
 * `hal_outcome_consistency@b`: (2p̂ − 1)² of a sample, mean over samples; in [0, 1], higher is better. Biased upwards by 4p(1 − p)/K: a coin
 * flip has 1/K. Only for comparison with published numbers of HAL; `outcome_consistency@c` is the metric to read.
 * Null and interval as there. Source: Rabanser et al. 2026, arXiv:2602.16666, as in its code since commit 465d318; METRICS §2.3 (b).
 */
export function halOutcomeConsistency(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const values = samples
    .filter(({ trials }) => trials >= 2)
    .map(({ sampleId, clusterId, trials, successes }) => ({
      sampleId,
      clusterId,
      value: ((2 * successes) / trials - 1) ** 2,
    }));
  return meanResult(values, { range: [0, 1], emptyReason: EMPTY_REASON, interval: 't' }, settings);
}
