import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

const FOLDED: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ة: 'ه' };

export const arAlefFold = definePerturbation({
  id: 'ar_alef_fold',
  version: 1,
  title: 'Informal Arabic letters',
  description: 'Folds forms of alef, final yeh and teh marbuta as informal writing does.',
  definition:
    'Writes alef without hamza or madda, ى as ي and ة as ه, as is common in informal Arabic; other hamzas stay.',
  class: 'L',
  dimension: 'script',
  source: 'Orthographic normalisation of Habash 2010, Introduction to Arabic NLP; METRICS §10.3 ar_alef_fold',
  scripts: ['arabic'],
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) =>
    editParts(prompt, EVERY_PROTECTED, (part) => part.replace(/[أإآىة]/g, (letter) => FOLDED[letter] ?? letter)),
});
