import { definePerturbation } from '../perturbation.ts';
import { TAUTOLOGIES } from './pools/tautologies.ts';
import { withSuffix } from './text/place-sentences.ts';
import { toMainScript } from './text/script.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** How often CheckList's tautology is written in the third form. */
const TIMES = 5;

export const stressSuffix = definePerturbation({
  id: 'stress_suffix',
  version: 1,
  title: 'Tautology after',
  description: 'Appends “and true is true”, which says nothing.',
  definition:
    'Appends “and true is true” (variant 0), “and false is not true” (1), or the first five times (2), in the language of the script.',
  class: 'P',
  dimension: 'context',
  source: 'PromptBench StressTest, arXiv:2306.04528; Naik et al. 2018, arXiv:1806.00692; METRICS §10.4 stress_suffix',
  scripts: 'all',
  scriptNotes: { latin: 'English.', devanagari: 'Hindi; the translations are unreviewed.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 3,
  apply: (prompt, _params, variant) => {
    const script = toMainScript(prompt.sample.input);
    if (script === null) return prompt;
    const [isTrue, isNotFalse] = TAUTOLOGIES[script];
    const gap = script === 'han' ? '，' : ' ';
    const forms = [isTrue, isNotFalse, Array.from({ length: TIMES }, () => isTrue).join(gap)];
    return withSuffix(prompt, forms[variant % forms.length] ?? isTrue);
  },
});
