import { definePerturbation } from '../perturbation.ts';
import { editIndicWords } from './text/indic-words.ts';
import { toIso15919 } from './text/transliterate.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const translitIso = definePerturbation({
  id: 'translit_iso',
  version: 1,
  title: 'Scholarly transliteration',
  description: 'Writes Indic words in Latin letters with diacritics (ISO 15919).',
  definition:
    'Writes Indic words in ISO 15919, which can be read back without loss; a word for which that fails (ৎ, joiners, digits inside) stays. The inherent vowel is written where speech drops it: bhārata.',
  class: 'P',
  dimension: 'script',
  source: 'ISO 15919:2001; METRICS §10.3 translit_iso, with a round trip for every word',
  scripts: ['devanagari', 'bangla', 'kannada'],
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => editIndicWords(prompt, toIso15919),
});
