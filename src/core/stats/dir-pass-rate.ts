import { flipShare } from './flip-rate.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** A sample unperturbed beside the same sample under a perturbation that changes its target. */
export interface DirectedSample {
  readonly baseline: SampleOutcomes;
  /** Trials of the perturbed prompt, scored against the changed target. */
  readonly perturbed: SampleOutcomes;
  /** Those of them that succeed; null when none does. */
  readonly passed: SampleOutcomes | null;
}

/**
 * `dir_pass_rate`: share of cross pairs of a baseline and a perturbed trial in which the change that a perturbation of class N asks for
 * happens: the perturbed trial meets the changed target, with another answer than the baseline trial gave; mean over samples.
 * In [0, 1], higher is better. CI-W with one trial each and no cluster of two samples, else CI-T. Null without samples.
 * Source: DIR tests of CheckList, Ribeiro et al. 2020, arXiv:2005.04118; METRICS §3.5.
 */
export function dirPassRate(samples: readonly DirectedSample[], settings: IntervalSettings): MetricResult {
  const values = samples.map((sample) => {
    const { sampleId, clusterId } = sample.baseline;
    return { sampleId, clusterId, value: toPassShare(sample) };
  });
  const emptyReason = 'no sample with completed trials has a target that this perturbation changes';
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  const isSingle = samples.every(({ baseline, perturbed }) => baseline.trials === 1 && perturbed.trials === 1);
  if (result.n === 0 || result.clusters !== result.n || !isSingle) return result;
  return { ...result, ...wilsonInterval(values.filter(({ value }) => value === 1).length, result.n, settings.level) };
}

function toPassShare({ baseline, perturbed, passed }: DirectedSample): number {
  return passed === null ? 0 : (flipShare(baseline, passed, 'answer') * passed.trials) / perturbed.trials;
}
