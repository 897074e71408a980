import * as z from 'zod';
import { definePerturbation } from '../perturbation.ts';
import { DISTRACTORS } from './pools/distractors.ts';
import { drawSentences } from './text/draw-sentences.ts';
import { withPrefix } from './text/place-sentences.ts';

export const distractPrefix = definePerturbation({
  id: 'distract_prefix',
  version: 1,
  title: 'Irrelevant sentences before',
  description: 'Puts a few sentences that have nothing to do with the task before the input.',
  definition:
    'Puts sentences of a frozen pool, in the language that goes with the script, before the input. They are drawn without repetition.',
  class: 'L',
  dimension: 'context',
  source: 'HAL GAIA irrelevant context; METRICS §10.4 distract_prefix (P there; L here until the pools are reviewed)',
  scripts: 'all',
  scriptNotes: { latin: 'English sentences.', devanagari: 'Hindi sentences.' },
  params: z.strictObject({ sentences: z.int().min(1).max(5) }),
  defaultParams: { sentences: 2 },
  variantCount: null,
  apply: (prompt, { sentences }, _variant, rng) => {
    const text = drawSentences(DISTRACTORS, prompt.sample, sentences, rng);
    return text === null ? prompt : withPrefix(prompt, text);
  },
});
