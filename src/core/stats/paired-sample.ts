import type { SampleOutcomes } from './sample-outcomes.ts';

/** One sample unperturbed beside the same sample under perturbations that changed it (no noops). */
export interface PairedSample {
  readonly baseline: SampleOutcomes;
  /** One entry per condition with completed trials, at least one. */
  readonly perturbed: readonly SampleOutcomes[];
  /** Conditions whose prompt differs from the original, J_i; more than `perturbed` holds when every trial of a condition failed. */
  readonly conditionCount: number;
}

/**
 * Pairs samples by id. Samples without completed baseline trials or without completed perturbed trials are left out.
 * @param conditions outcomes of each condition of one class.
 * @param countBySample J_i by sample id: how many of those conditions change the sample's prompt.
 */
export function toPairedSamples(
  baseline: readonly SampleOutcomes[],
  conditions: readonly (readonly SampleOutcomes[])[],
  countBySample: ReadonlyMap<string, number>,
): readonly PairedSample[] {
  const perturbedBySample = Map.groupBy(conditions.flat(), (outcomes) => outcomes.sampleId);
  return baseline.flatMap((outcomes) => {
    const perturbed = perturbedBySample.get(outcomes.sampleId) ?? [];
    const conditionCount = countBySample.get(outcomes.sampleId) ?? perturbed.length;
    return perturbed.length === 0 ? [] : [{ baseline: outcomes, perturbed, conditionCount }];
  });
}
