import type { Rng } from '#core/rng/rng.ts';
import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { reorderOptions } from './text/reorder-options.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const optPermute = definePerturbation({
  id: 'opt_permute',
  version: 1,
  title: 'Option permutation',
  description: 'Shuffles the answer options and moves the target with them.',
  definition:
    'Puts the option texts into an order drawn uniformly from all orders but the present one; targets that are labels follow.',
  class: 'P',
  dimension: 'option-order',
  source: 'Pezeshkpour and Hruschka 2023, arXiv:2308.11483; METRICS §10.1 opt_permute',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: null,
  apply: (prompt, _params, _variant, rng) => {
    const count = prompt.sample.options?.texts.length ?? 0;
    return count < 2 ? prompt : reorderOptions(prompt, drawOrder(count, rng));
  },
});

/** A uniform order of 0 … count − 1 other than the ascending one: Fisher–Yates from the end, drawn again while it is that one. */
function drawOrder(count: number, rng: Rng): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  do {
    for (let last = count - 1; last > 0; last -= 1) {
      const other = rng.int(0, last);
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
  } while (order.every((from, position) => from === position));
  return order;
}
