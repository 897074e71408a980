import { neumaierSum } from './neumaier-sum.ts';
import type { Observation } from './observation.ts';

/** The completed trials of one sample under one condition, counted: all that the estimators need. */
export interface SampleOutcomes {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Completed trials K_i, ≥ 1. */
  readonly trials: number;
  /** Trials with success 1. */
  readonly successes: number;
  /** Mean score over the trials, in [0, 1]. */
  readonly meanScore: number;
  /** Variance of the scores with K_i − 1 in the denominator; null with one trial. */
  readonly scoreVariance: number | null;
  /** Trials by canonical answer, unparsable ones left out. */
  readonly countByAnswer: ReadonlyMap<string, number>;
  /** Trials whose answer is null; each is an answer of its own. */
  readonly unparsable: number;
}

/** Counts observations of one condition by sample, in the order of sample ids (UTF-16 code units), whatever their order. */
export function toSampleOutcomes(observations: readonly Observation[]): readonly SampleOutcomes[] {
  const observationsBySample = Map.groupBy(observations, (observation) => observation.sampleId);
  return [...observationsBySample.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, members]) => toOutcomes(sampleId, members));
}

function toOutcomes(sampleId: string, observations: readonly Observation[]): SampleOutcomes {
  const countByAnswer = new Map<string, number>();
  let successes = 0;
  let unparsable = 0;
  for (const { success, answer } of observations) {
    successes += success;
    if (answer === null) unparsable += 1;
    else countByAnswer.set(answer, (countByAnswer.get(answer) ?? 0) + 1);
  }
  // Sorted, so that the last bit of the mean does not depend on the order of the rows.
  const scores = observations.map((observation) => observation.value).toSorted((a, b) => a - b);
  const trials = scores.length;
  const meanScore = neumaierSum(scores) / trials;
  return {
    sampleId,
    clusterId: observations[0]?.clusterId ?? sampleId,
    trials,
    successes,
    meanScore,
    scoreVariance: trials < 2 ? null : neumaierSum(scores.map((score) => (score - meanScore) ** 2)) / (trials - 1),
    countByAnswer,
    unparsable,
  };
}
