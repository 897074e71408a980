import type { PerturbationParams } from '#core/model/perturbation-params.ts';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation, Prompt } from './perturbation.ts';

/** One variant of a perturbation, with the seed that all draws of a run come from. */
export interface PerturbationDraw {
  readonly params: PerturbationParams;
  readonly variant: number;
  readonly masterSeed: number;
}

/**
 * What a run asks instead of `original`. Draws come from a stream of the sample, the perturbation and the variant, so that neither epochs
 * nor other conditions change them. The same prompt when the perturbation cannot act (noop).
 */
export function toPerturbedPrompt(
  perturbation: Perturbation,
  original: Prompt,
  { params, variant, masterSeed }: PerturbationDraw,
): Prompt {
  const rng = createRng(masterSeed)
    .fork(`sample/${original.sample.sampleId}`)
    .fork(`perturbation/${perturbation.id}@${perturbation.version}`)
    .fork(String(variant));
  return perturbation.apply(original, params, variant, rng);
}
