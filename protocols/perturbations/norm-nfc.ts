import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

export const normNfc = definePerturbation({
  id: 'norm_nfc',
  version: 1,
  title: 'Composed letters',
  description: 'Writes letters and marks in their composed canonical form.',
  definition:
    'Writes the input in normalisation form C. Not a noop on composed text everywhere: the precomposed nukta letters (ড় ঢ় য়, क़ … य़) are composition exclusions and come apart. Canonical equivalence, so answers are normalised too, as for norm_nfd.',
  class: 'P',
  dimension: 'unicode',
  source: 'Unicode Standard Annex 15, normalisation form C; METRICS §10.3 norm_nfc',
  keeps: STRUCTURE_PROTECTED,
  scripts: ['latin', 'devanagari', 'bangla', 'kannada', 'arabic'],
  scriptNotes: {
    latin: 'Acts on decomposed letters only.',
    devanagari: 'Takes precomposed nukta letters apart.',
    bangla: 'Takes precomposed nukta letters apart, composes split vowel signs.',
    kannada: 'Composes split vowel signs.',
    arabic: 'Composes alef and hamza that stand apart.',
  },
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => editParts(prompt, ['protect', 'code', 'address'], (part) => part.normalize('NFC')),
});
