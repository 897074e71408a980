import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { NATIVE_DIGITS, NATIVE_LETTERS } from './tables/enumerations.ts';
import { relabelOptions } from './text/relabel-options.ts';
import { toMainScript } from './text/script.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const fmtEnumeratorNative = definePerturbation({
  id: 'fmt_enumerator_native',
  version: 1,
  title: 'Native enumeration of options',
  description: 'Labels the options with digits or letters of the script.',
  definition:
    'Counts the options in digits (variant 0) or letters (variant 1) of the script of the input; targets that are labels follow.',
  class: 'L',
  dimension: 'template',
  source: 'METRICS §10.1 fmt_enumerator, native digits and letters',
  keeps: STRUCTURE_PROTECTED,
  scripts: ['devanagari', 'bangla', 'kannada', 'arabic', 'han'],
  scriptNotes: {
    devanagari: '१ २, क ख.',
    bangla: '১ ২, ক খ.',
    kannada: '೧ ೨, ಕ ಖ.',
    arabic: '١ ٢, أ ب in the order of the abjad.',
    han: '一 二, 甲 乙.',
  },
  params: NoParams,
  defaultParams: {},
  variantCount: 2,
  apply: (prompt, _params, variant) => {
    const script = toMainScript(prompt.sample.input);
    if (script === null || script === 'latin') return prompt;
    return relabelOptions(prompt, variant % 2 === 0 ? NATIVE_DIGITS[script] : NATIVE_LETTERS[script]);
  },
});
