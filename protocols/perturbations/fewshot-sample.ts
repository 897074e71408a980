import { createRng } from '#core/rng/rng.ts';
import { drawDemonstrations } from '../few-shot/draw-demonstrations.ts';
import { definePerturbation, type Prompt } from '../perturbation.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Draws before the pool counts as one that gives nothing else; each gives others with a probability of 1/2 at least. */
const MAX_DRAWS = 200;

export const fewshotSample = definePerturbation({
  id: 'fewshot_sample',
  version: 1,
  title: 'Draw of demonstrations',
  description: 'Shows other demonstrations of the same pool, as many as before.',
  definition:
    'Draws k demonstrations from the pool without replacement, by the master seed and the variant, again while they are those that the task shows; the same draw for all samples unless each has a draw of its own, but never one of the asked sample’s cluster or with its input. Two variants may overlap. Does nothing without demonstrations, or when the pool has no others.',
  class: 'L',
  dimension: 'template',
  source: 'METRICS §10.1 fewshot_sample; Zhao et al. 2021, arXiv:2102.09690',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: 5,
  apply: (prompt, _params, variant) => redraw(prompt, variant),
});

function redraw(prompt: Prompt, variant: number): Prompt {
  const { demonstrations } = prompt;
  if (demonstrations === undefined) return prompt;
  const { shown, pool, barredIds, drawSeed } = demonstrations;
  if (pool.length - barredIds.length <= shown.length) return prompt;
  const shownIds = new Set(shown.map(({ demonstrationId }) => demonstrationId));
  const rng = createRng(drawSeed).fork('resample').fork(String(variant));
  for (let attempt = 0; attempt < MAX_DRAWS; attempt += 1) {
    const drawn = drawDemonstrations(demonstrations, shown.length, rng.fork(String(attempt)));
    if (drawn.some(({ demonstrationId }) => !shownIds.has(demonstrationId)))
      return { ...prompt, demonstrations: { ...demonstrations, shown: drawn } };
  }
  return prompt;
}
