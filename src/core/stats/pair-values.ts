import { neumaierSum } from './neumaier-sum.ts';
import type { PairedSample } from './paired-sample.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import type { SampleValue } from './sample-value.ts';

/** What one unperturbed and one perturbed cell of a sample give; null leaves the condition out. */
type PairValue = (baseline: SampleOutcomes, perturbed: SampleOutcomes) => number | null;

/** One value per sample: the mean over its conditions, each with equal weight. Samples whose conditions all give null are left out. */
export function toPairValues(pairs: readonly PairedSample[], toValue: PairValue): readonly SampleValue[] {
  const means: SampleValue[] = [];
  for (const { baseline, perturbed } of pairs) {
    const values = perturbed.map((outcomes) => toValue(baseline, outcomes)).filter((value) => value !== null);
    if (values.length === 0) continue;
    const { sampleId, clusterId } = baseline;
    means.push({ sampleId, clusterId, value: neumaierSum(values) / values.length });
  }
  return means;
}

/** True when each sample has one unperturbed and one perturbed trial: then a rate over pairs is a proportion of samples. */
export function isOneByOne(pairs: readonly PairedSample[]): boolean {
  return pairs.every(
    ({ baseline, perturbed }) => baseline.trials === 1 && perturbed.length === 1 && perturbed[0]?.trials === 1,
  );
}
