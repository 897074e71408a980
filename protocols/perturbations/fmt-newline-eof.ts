import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { NoParams } from './text/whole-text-edit.ts';

const ENDS = ['', ' ', '\n', ' \n'] as const;

export const fmtNewlineEof = definePerturbation({
  id: 'fmt_newline_eof',
  version: 1,
  title: 'White space at the end',
  description: 'Ends the input with a space or line break, or with neither.',
  definition:
    'Gives the input another end: nothing, a space, a line break, or both. The list is read as a circle from the present end on. Small models react to it because the first token of an answer often holds the space. A chat template that trims undoes it.',
  class: 'P',
  dimension: 'template',
  source: 'METRICS §10.1 fmt_newline_eof',
  keeps: STRUCTURE_PROTECTED,
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: ENDS.length - 1,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    const body = input.trimEnd();
    const lastKept = toProtectedSpans(prompt.sample, ['protect', 'code', 'address']).at(-1);
    if ((lastKept?.[1] ?? 0) > body.length) return prompt;
    const present = ENDS.findIndex((end) => end === input.slice(body.length));
    return withInput(prompt, body + (ENDS[(present + 1 + (variant % (ENDS.length - 1))) % ENDS.length] ?? ''));
  },
});
