import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { DECIMAL, NATIVE_LETTERS, RARE_SYMBOLS, ROMAN_SMALL } from './tables/enumerations.ts';
import { relabelOptions } from './text/relabel-options.ts';
import { toMainScript } from './text/script.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const optLabelSet = definePerturbation({
  id: 'opt_label_set',
  version: 1,
  title: 'Other option labels',
  description: 'Gives the options labels of another kind.',
  definition:
    'Labels of another kind: 1 2 (variant 0), i ii (1), letters of the script (2), signs without order (3). Targets that are labels follow.',
  class: 'P',
  dimension: 'option-order',
  source: 'Zheng et al. 2024, arXiv:2309.03882; Alzahrani et al. 2024, arXiv:2402.01781; METRICS §10.1 opt_label_set',
  keeps: STRUCTURE_PROTECTED,
  scripts: 'all',
  scriptNotes: { latin: 'Letters: a, b, c.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 4,
  apply: (prompt, _params, variant) => {
    const letters = NATIVE_LETTERS[toMainScript(prompt.sample.input) ?? 'latin'];
    const labels = [DECIMAL, ROMAN_SMALL, letters, RARE_SYMBOLS][variant % 4];
    return labels === undefined ? prompt : relabelOptions(prompt, labels);
  },
});
