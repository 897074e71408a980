import type { SampleValue } from '../stats/sample-value.ts';
import type { TimedTrial } from './timed-trial.ts';

/**
 * One value per sample from the values of its trials, in the order of sample ids. Trials where `toValue` is null are left out, samples
 * without any other too. `reduce` gets the sample's values ascending, at least one.
 */
export function sampleTrialValues(
  trials: readonly TimedTrial[],
  toValue: (trial: TimedTrial) => number | null,
  reduce: (sorted: Float64Array) => number,
): readonly SampleValue[] {
  const trialsBySample = Map.groupBy(trials, (trial) => trial.sampleId);
  return [...trialsBySample.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([sampleId, members]) => {
      const sorted = Float64Array.from(members.map(toValue).filter((value) => value !== null)).sort();
      if (sorted.length === 0) return [];
      return [{ sampleId, clusterId: members[0]?.clusterId ?? sampleId, value: reduce(sorted) }];
    });
}
