import type { Observation } from '../observation.ts';
import type { ConfidencePair } from './confidence-table.ts';

/** Confidence sources of METRICS §4.9 that the answers of a sample's epochs give. */
export type AnswerSource = 'self_consistency' | 'neg_entropy';

/**
 * One pair per sample with at least two completed trials. `self_consistency` = share of trials that give the modal answer; `neg_entropy` =
 * 1 − H/ln K, in [0, 1], which only ranks. The success is that of the modal answer, for both.
 * An unparsable answer is an answer of its own, so a sample without any parsed answer has confidence 1/K and fails. Among equally frequent
 * answers the first one in the order of UTF-16 code units is modal, whatever the order of the epochs; an answer is right if more than half of
 * the trials that gave it succeeded. Samples in the order of their ids. Source: METRICS §4.9.
 */
export function toAnswerPairs(observations: readonly Observation[], source: AnswerSource): readonly ConfidencePair[] {
  return [...Map.groupBy(observations, (observation) => observation.sampleId).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([sampleId, trials]) => {
      if (trials.length < 2) return [];
      const groups = toAnswerGroups(trials);
      const modal = groups[0] ?? [];
      const confidence = source === 'self_consistency' ? modal.length / trials.length : toCertainty(groups);
      const right = modal.filter((trial) => trial.success === 1).length;
      const success = right > modal.length / 2 ? 1 : 0;
      return [{ sampleId, clusterId: trials[0]?.clusterId ?? sampleId, epoch: 0, confidence, success } as const];
    });
}

/** Trials by answer, most frequent first; an unparsable one is a group of its own. */
function toAnswerGroups(trials: readonly Observation[]): readonly (readonly Observation[])[] {
  const parsed = Map.groupBy(
    trials.filter((trial) => trial.answer !== null),
    (trial) => trial.answer ?? '',
  );
  const frequent = [...parsed.entries()]
    .toSorted(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .map(([, members]) => members);
  return [...frequent, ...trials.filter((trial) => trial.answer === null).map((trial) => [trial])];
}

/** 1 − H/ln K: 1 when all trials agree, 0 when no two do, also in the last bits whatever K is. */
function toCertainty(groups: readonly (readonly Observation[])[]): number {
  const trials = groups.reduce((sum, group) => sum + group.length, 0);
  const entropy = groups.reduce((sum, { length }) => sum - (length / trials) * Math.log(length / trials), 0);
  // "+ 0" turns −0 into 0.
  return Math.round((1 - entropy / Math.log(trials)) * 1e12) / 1e12 + 0;
}
