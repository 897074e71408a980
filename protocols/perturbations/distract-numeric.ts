import { definePerturbation } from '../perturbation.ts';
import { NUMERIC_DISTRACTORS } from './pools/numeric-distractors.ts';
import { drawSentences } from './text/draw-sentences.ts';
import { withPrefix } from './text/place-sentences.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const distractNumeric = definePerturbation({
  id: 'distract_numeric',
  version: 1,
  title: 'Irrelevant number',
  description: 'Adds a sentence with a number that has nothing to do with the question.',
  definition:
    'Puts a clause with a number that plays no part before the input. The number is drawn from 11 … 99 and differs from every number of the input and the targets, so that it cannot be right by chance.',
  class: 'L',
  dimension: 'context',
  source: 'GSM-IC, Shi et al. 2023, arXiv:2302.00093; GSM-NoOp, Mirzadeh et al. 2024, arXiv:2410.05229; METRICS §10.4',
  scripts: 'all',
  scriptNotes: { latin: 'English sentences.', devanagari: 'Hindi sentences.' },
  params: NoParams,
  defaultParams: {},
  variantCount: null,
  apply: (prompt, _params, _variant, rng) => {
    const { input, target } = prompt.sample;
    const text = drawSentences(NUMERIC_DISTRACTORS, prompt.sample, 1, rng);
    if (text === null) return prompt;
    const present = new Set([input, ...target].flatMap((entry) => entry.match(/[0-9]+/g) ?? []));
    const free = Array.from({ length: 89 }, (_, index) => String(index + 11)).filter((number) => !present.has(number));
    const number = free[rng.int(0, Math.max(0, free.length - 1))];
    return number === undefined ? prompt : withPrefix(prompt, text.replace('{n}', number));
  },
});
