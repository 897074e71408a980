import { definePerturbation } from '../perturbation.ts';
import { CASUAL_SPELLINGS, toCasualLatin } from './text/casual-latin.ts';
import { editIndicWords } from './text/indic-words.ts';
import { NoParams } from './text/whole-text-edit.ts';

export const translitCasual = definePerturbation({
  id: 'translit_casual',
  version: 1,
  title: 'Romanised as typed',
  description: 'Writes Indic words in plain Latin letters, as in messages.',
  definition:
    'Writes Indic words in plain Latin letters as people type them; the three variants differ in how long vowels are written.',
  class: 'L',
  dimension: 'script',
  source: 'METRICS §10.3 translit_casual, unreviewed; schwa deletion after Ohala 1983, Aspects of Hindi Phonology',
  scripts: ['devanagari', 'bangla', 'kannada'],
  scriptNotes: {
    devanagari: 'Drops the inherent vowel at the end and inside, as Hindi does.',
    bangla: 'Drops the inherent vowel at the end.',
    kannada: 'Keeps every vowel.',
  },
  params: NoParams,
  defaultParams: {},
  variantCount: CASUAL_SPELLINGS,
  apply: (prompt, _params, variant) => editIndicWords(prompt, (word, script) => toCasualLatin(word, script, variant)),
});
