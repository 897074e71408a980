import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

/** Arabic vowel marks and superscript alef. Hamza and madda are parts of letters and stay. */
const TASHKEEL = /(?<=\p{Script=Arabic}[\u064B-\u0652\u0670]*)[\u064B-\u0652\u0670]/gu;

export const diacriticsStrip = definePerturbation({
  id: 'diacritics_strip',
  version: 1,
  title: 'No diacritics',
  description: 'Removes accents of Latin letters and vowel marks of Arabic ones.',
  definition:
    'Removes accents from Latin letters and vowel marks from Arabic ones. In Indic scripts the marks are vowels, without which a word is another one (class N), so there it does nothing. Letters such as ø and ł have no mark to lose.',
  class: 'L',
  dimension: 'script',
  source: 'NL-Augmenter diacritic_removal; METRICS §10.3 diacritics_strip',
  scripts: ['latin', 'arabic'],
  scriptNotes: { arabic: 'Standard writing has no tashkeel.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) =>
    editParts(prompt, EVERY_PROTECTED, (part) =>
      part
        .replace(/\p{Script=Latin}\p{M}*/gu, (letter) =>
          letter
            .normalize('NFD')
            .replace(/[\u0300-\u036F]/g, '')
            .normalize('NFC'),
        )
        .replace(TASHKEEL, ''),
    ),
});
