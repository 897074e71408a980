import type { Passages } from '#core/model/passages.ts';
import { definePerturbation } from '../perturbation.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Where each variant puts the gold passage among `count` passages; null = it has no such place. */
const PLACES: readonly ((count: number) => number | null)[] = [
  () => 0,
  (count) => (count < 3 ? null : Math.floor(count / 2)),
  (count) => count - 1,
];

export const contextPosition = definePerturbation({
  id: 'context_position',
  version: 1,
  title: 'Place of the gold passage',
  description: 'Moves the passage that holds the answer to the start, the middle or the end of the passages.',
  definition:
    'Variant 0 moves the gold passage before all others, variant 1 to place ⌊n / 2⌋, counted from 0, of n ≥ 3 passages, variant 2 behind all others; the distractors keep their order. Lost in the middle fills every prompt with distractors up to the same number of tokens; a perturbation does not know the tokenizer of the model that will run, so nothing is added here: all variants have exactly the passages of the original, which keeps the length of a sample’s prompts equal while the place changes. Length varies between samples as the task makes it vary; give samples passages of similar length to compare them. Does nothing where the passage already stands there, with fewer than two passages, or without any.',
  class: 'P',
  dimension: 'context',
  source: 'Liu et al. 2024, arXiv:2307.03172; METRICS §10.4 context_position',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: PLACES.length,
  apply: (prompt, _params, variant) => {
    const { passages } = prompt.sample;
    const place = passages === undefined ? null : (PLACES[variant]?.(passages.texts.length) ?? null);
    if (passages === undefined || place === null || place === passages.gold) return prompt;
    return { ...prompt, sample: { ...prompt.sample, passages: movePassage(passages, place) } };
  },
});

function movePassage({ texts, gold }: Passages, place: number): Passages {
  const others = texts.filter((_, index) => index !== gold);
  return { texts: others.toSpliced(place, 0, ...texts.slice(gold, gold + 1)), gold: place };
}
