import * as z from 'zod';
import { definePerturbation } from '../perturbation.ts';
import { DISTRACTORS } from './pools/distractors.ts';
import { drawSentences } from './text/draw-sentences.ts';
import { withSuffix } from './text/place-sentences.ts';

export const distractSuffix = definePerturbation({
  id: 'distract_suffix',
  version: 1,
  title: 'Irrelevant sentences after',
  description: 'Puts a few sentences that have nothing to do with the task after the input.',
  definition:
    'Puts sentences of a frozen pool, in the language that goes with the script, after the input, before a closing line such as “Answer:”.',
  class: 'L',
  dimension: 'context',
  source: 'HAL GAIA irrelevant context; METRICS §10.4 distract_suffix (P there; L here until the pools are reviewed)',
  scripts: 'all',
  scriptNotes: { latin: 'English sentences.', devanagari: 'Hindi sentences.' },
  params: z.strictObject({ sentences: z.int().min(1).max(5) }),
  defaultParams: { sentences: 2 },
  variantCount: null,
  apply: (prompt, { sentences }, _variant, rng) => {
    const text = drawSentences(DISTRACTORS, prompt.sample, sentences, rng);
    return text === null ? prompt : withSuffix(prompt, text);
  },
});
