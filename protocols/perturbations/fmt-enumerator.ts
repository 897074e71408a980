import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { CAPITALS, DECIMAL, ROMAN_CAPITALS, ROMAN_SIGNS, ROMAN_SMALL, SMALL_LETTERS } from './tables/enumerations.ts';
import { relabelOptions } from './text/relabel-options.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** Enumerations of FormatSpread, in the order of METRICS §10.1. */
const ENUMERATIONS = [DECIMAL, CAPITALS, SMALL_LETTERS, ROMAN_SIGNS, ROMAN_SMALL, ROMAN_CAPITALS];

export const fmtEnumerator = definePerturbation({
  id: 'fmt_enumerator',
  version: 1,
  title: 'Enumeration of options',
  description: 'Labels the options with numbers, letters or Roman numerals instead.',
  definition:
    'Counts the options in another way; targets that are labels follow. The ways 1 2 3, A B C, a b c, Ⅰ Ⅱ Ⅲ, i ii iii and I II III are read as a circle from the present way on (from the first when the labels are none of them), so variant 5 of a list counted in one of the six ways is a noop.',
  class: 'P',
  dimension: 'template',
  source: 'FormatSpread grammar, Sclar et al. 2023, arXiv:2310.11324; METRICS §10.1 fmt_enumerator',
  keeps: STRUCTURE_PROTECTED,
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: ENUMERATIONS.length,
  apply: (prompt, _params, variant) => {
    const labels = prompt.sample.options?.labels ?? [];
    const present = ENUMERATIONS.findIndex((names) => labels.every((label, position) => label === names[position]));
    const next = ENUMERATIONS[(present + 1 + variant) % ENUMERATIONS.length];
    return next === undefined ? prompt : relabelOptions(prompt, next);
  },
});
