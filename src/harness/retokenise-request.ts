import type { Condition } from '#core/model/trial.ts';
import type { RetokeniseRequest } from '#workers/contract/inference.ts';

/**
 * What the prompts of conditions of the axis `retokenise` ask, by condition id and then by sample. The seed depends on master seed, sample
 * and value, and neither on the epoch nor on the model.
 */
export function toRetokenisations(
  conditions: readonly Condition[],
  masterSeed: number,
): ReadonlyMap<string, (sampleId: string) => RetokeniseRequest> {
  return new Map(
    conditions.flatMap(({ conditionId, axis }) => {
      if (axis?.type !== 'retokenise') return [];
      const { value: probability } = axis;
      const toRequest = (sampleId: string): RetokeniseRequest => ({
        probability,
        seed: toRetokeniseSeed(masterSeed, sampleId, probability),
      });
      return [[conditionId, toRequest] as const];
    }),
  );
}

/** Seed of one prompt's cuts: the same in every epoch and for every model with the same tokenizer. */
export function toRetokeniseSeed(masterSeed: number, sampleId: string, probability: number): string {
  return `${masterSeed}/perturbation/retokenise@1/${sampleId}/${probability}`;
}
