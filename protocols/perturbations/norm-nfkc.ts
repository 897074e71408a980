import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

// Superscripts, subscripts, fractions, letter-like symbols and mathematical letters: x² is not x2.
const KEPT_SYMBOLS =
  /[^\u00AA\u00B2\u00B3\u00B9\u00BA\u00BC-\u00BE\u02B0-\u02E4\u2070-\u209F\u2100-\u214F\u2150-\u215F\u{1D400}-\u{1D7FF}]+/gu;

export const normNfkc = definePerturbation({
  id: 'norm_nfkc',
  version: 1,
  title: 'Compatibility letters',
  description: 'Writes full-width letters, ligatures and presentation forms as plain letters.',
  definition:
    'Writes compatibility forms as plain letters: full-width, ligatures, Arabic presentation forms, Roman numeral signs.',
  class: 'L',
  dimension: 'unicode',
  source: 'Unicode Standard Annex 15, normalisation form KC, without mathematics; METRICS §10.3 norm_nfkc',
  scripts: 'all',
  scriptNotes: {
    devanagari: 'Takes precomposed nukta letters apart, as norm_nfc does.',
    bangla: 'Takes precomposed nukta letters apart, as norm_nfc does.',
    kannada: 'Composes split vowel signs, as norm_nfc does.',
    arabic: 'Presentation forms and ligatures.',
    han: 'Full-width punctuation, letters and digits.',
  },
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) =>
    editParts(prompt, EVERY_PROTECTED, (part) => part.replace(KEPT_SYMBOLS, (plain) => plain.normalize('NFKC'))),
});
