import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** What two trials are compared on: success or canonical answer. */
export type ComparedOn = 'outcome' | 'answer';

/**
 * Share of pairs of trials of one sample that agree, Σ_c m_c(m_c−1) / (K(K−1)), in [0, 1]; null with fewer than two trials.
 * An unparsable answer agrees with nothing, not with another one either.
 */
export function agreementOfSample(sample: SampleOutcomes, of: ComparedOn): number | null {
  const { trials, successes, countByAnswer } = sample;
  if (trials < 2) return null;
  const counts = of === 'outcome' ? [successes, trials - successes] : [...countByAnswer.values()];
  return counts.reduce((pairs, count) => pairs + count * (count - 1), 0) / (trials * (trials - 1));
}

/**
 * `agreement_pairwise`: unbiased chance that two trials of a sample agree, mean over samples; in [0, 1], higher is better.
 * Samples with fewer than two completed trials are left out; null when all are.
 * Source: METRICS §2.2 (U-statistic; 1 − A is the Gini–Simpson index).
 */
export function agreementPairwise(
  samples: readonly SampleOutcomes[],
  of: ComparedOn,
  settings: IntervalSettings,
): MetricResult {
  const values = samples.flatMap((sample) => {
    const value = agreementOfSample(sample, of);
    return value === null ? [] : [{ sampleId: sample.sampleId, clusterId: sample.clusterId, value }];
  });
  const emptyReason = 'no sample has 2 completed trials';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
