import { definePerturbation } from '../perturbation.ts';
import { reorderOptions } from './text/reorder-options.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** As version 1, for labels in any wrapper, and aware of “none of the above” in six languages. */
export const optRotate = definePerturbation({
  id: 'opt_rotate',
  version: 2,
  title: 'Option rotation',
  description: 'Rotates the answer options and moves the target with them.',
  class: 'P',
  dimension: 'option-order',
  source: 'MMBench CircularEval, arXiv:2307.06281; Zheng et al. 2024, arXiv:2309.03882; METRICS §10.1 opt_rotate',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: 25,
  apply: (prompt, _params, variant) => {
    const count = prompt.sample.options?.texts.length ?? 0;
    if (variant + 1 >= count) return prompt;
    return reorderOptions(
      prompt,
      Array.from({ length: count }, (_, position) => (position + variant + 1) % count),
    );
  },
});
