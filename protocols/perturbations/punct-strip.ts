import * as z from 'zod';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { ALL_PROTECTED, toProtectedSpans } from '../protected-spans.ts';

/** Final marks of METRICS §10.2: Latin, Devanagari, Arabic, Han and full-width. */
const FINAL_MARKS = new Set(['.', '?', '!', '।', '؟', '。', '？']);

export const punctStrip = definePerturbation({
  id: 'punct_strip',
  version: 1,
  title: 'No final punctuation',
  description: 'Removes the punctuation at the end of the input.',
  definition: 'Removes the run of final marks at the end of the input, and keeps white space after it.',
  class: 'P',
  dimension: 'surface',
  source: 'CheckList perturb.py punctuation; METRICS §10.2 punct_strip',
  keeps: ALL_PROTECTED,
  scripts: 'all',
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const { input } = prompt.sample;
    const end = input.trimEnd().length;
    const floor = Math.min(toProtectedSpans(prompt.sample, ALL_PROTECTED).at(-1)?.[1] ?? 0, end);
    let start = end;
    while (start > floor && FINAL_MARKS.has(input.charAt(start - 1))) start -= 1;
    // An input of nothing but marks would become empty, which is no sample.
    return start === 0 ? prompt : withInput(prompt, input.slice(0, start) + input.slice(end));
  },
});
