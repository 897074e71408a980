import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** A multiple-choice sample asked under all m rotations of its m options. */
export interface RotatedSample {
  readonly sampleId: string;
  readonly clusterId: string;
  /** The original and its m − 1 other rotations, in any order. */
  readonly rotations: readonly SampleOutcomes[];
}

/**
 * `circular_eval`: chance that one trial of each of a sample's m rotations succeeds, Π p̂, mean over samples; in [0, 1], higher is better.
 * With one trial each: the share of samples that are right under every rotation, and then CI-W unless clusters hold several samples, else
 * CI-T. Samples that lack a rotation do not belong here; null without samples.
 * Source: Liu et al. 2023, MMBench, arXiv:2307.06281, CircularEval; METRICS §3.10.
 */
export function circularEval(samples: readonly RotatedSample[], settings: IntervalSettings): MetricResult {
  const values = samples.map(({ sampleId, clusterId, rotations }) => {
    const value = rotations.reduce((product, { successes, trials }) => (product * successes) / trials, 1);
    return { sampleId, clusterId, value };
  });
  const emptyReason = 'no sample has completed trials under every rotation of its options';
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  const isSingle = samples.every(({ rotations }) => rotations.every(({ trials }) => trials === 1));
  if (result.n === 0 || result.clusters !== result.n || !isSingle) return result;
  return { ...result, ...wilsonInterval(values.filter(({ value }) => value === 1).length, result.n, settings.level) };
}
