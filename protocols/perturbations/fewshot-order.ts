import { createRng } from '#core/rng/rng.ts';
import { drawPermutation, factorial, toPermutation } from '../few-shot/permutation.ts';
import { definePerturbation } from '../perturbation.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Orders that are tried at most, METRICS §10.1. */
const MAX_ORDERS = 24;

export const fewshotOrder = definePerturbation({
  id: 'fewshot_order',
  version: 1,
  title: 'Order of demonstrations',
  description: 'Shows the same demonstrations in another order.',
  definition:
    'With k ≤ 4 demonstrations variant v puts them into the (v + 2)th of their k! orders in lexicographic order, the first being the one that the task shows; a variant past the last order changes nothing. With k > 4 it is one of 24 different orders drawn uniformly from all but the task’s, by the master seed, the same for all samples unless each sample has a draw of its own. Does nothing without demonstrations, or with one.',
  class: 'P',
  dimension: 'template',
  source: 'Lu et al. 2022, arXiv:2104.08786; METRICS §10.1 fewshot_order',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: MAX_ORDERS,
  apply: (prompt, _params, variant) => {
    const { demonstrations } = prompt;
    if (demonstrations === undefined) return prompt;
    const { shown, drawSeed } = demonstrations;
    const order = toOrder(shown.length, variant, drawSeed);
    if (order === null) return prompt;
    const reordered = order.flatMap((index) => shown[index] ?? []);
    return { ...prompt, demonstrations: { ...demonstrations, shown: reordered } };
  },
});

/** The order of a variant, never the ascending one; null = there is none. */
function toOrder(size: number, variant: number, drawSeed: string): readonly number[] | null {
  if (variant >= MAX_ORDERS) return null;
  if (factorial(Math.min(size, 5)) <= MAX_ORDERS)
    return variant + 1 < factorial(size) ? toPermutation(size, variant + 1) : null;
  const rng = createRng(drawSeed).fork('order');
  const seen = new Set([Array.from({ length: size }, (_, index) => index).join()]);
  for (;;) {
    const order = drawPermutation(size, rng);
    if (seen.has(order.join())) continue;
    seen.add(order.join());
    if (seen.size === variant + 2) return order;
  }
}
