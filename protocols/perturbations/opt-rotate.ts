import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { reorderOptions } from './text/reorder-options.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const optRotate = definePerturbation({
  id: 'opt_rotate',
  version: 2,
  title: 'Option rotation',
  description: 'Rotates the answer options and moves the target with them.',
  definition:
    'Rotates the texts of the options under labels that stay, in any wrapper: variant v moves each text up by v + 1 places, so m options have the m − 1 variants 0 … m − 2 and any further variant changes nothing. Targets that are labels follow their texts. Skips lists with an option such as “none of the above”, in six languages.',
  class: 'P',
  dimension: 'option-order',
  source: 'MMBench CircularEval, arXiv:2307.06281; Zheng et al. 2024, arXiv:2309.03882; METRICS §10.1 opt_rotate',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
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
