import * as z from 'zod';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { locateOptionList } from './text/option-list.ts';
import { toMainScript, type Script } from './text/script.ts';

/** The full stop of each script; Kannada and Arabic use the Latin one. */
const STOPS: Readonly<Record<Script, string>> = {
  latin: '.',
  devanagari: '।',
  bangla: '।',
  kannada: '.',
  arabic: '.',
  han: '。',
};

/** A text that ends in a letter, digit, mark or closing bracket: nothing has ended it yet. */
const OPEN_END = /[\p{L}\p{M}\p{N})\]}”»]$/u;

export const punctAdd = definePerturbation({
  id: 'punct_add',
  version: 1,
  title: 'Final punctuation',
  description: 'Adds a full stop to an input that ends without punctuation.',
  definition:
    'Ends the input with the full stop of its script when it ends with no punctuation; white space after it stays. An input that ends with an option stays: a stop would mark that option out.',
  class: 'P',
  dimension: 'surface',
  source: 'CheckList perturb.py punctuation; METRICS §10.2 punct_add',
  scripts: 'all',
  scriptNotes: { devanagari: 'Adds a danda.', bangla: 'Adds a danda.', han: 'Adds the full-width stop.' },
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const { input } = prompt.sample;
    const end = input.trimEnd().length;
    const script = toMainScript(input);
    const isOption = locateOptionList(prompt.sample)?.texts.at(-1)?.[1] === end;
    if (script === null || isOption || !OPEN_END.test(input.slice(0, end))) return prompt;
    return withInput(prompt, input.slice(0, end) + STOPS[script] + input.slice(end));
  },
});
