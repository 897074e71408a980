import { definePerturbation } from '../perturbation.ts';
import { STRUCTURE_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

/** Precomposed nukta letters of Devanagari, Bangla, Gurmukhi and Odia: composition exclusions of UAX 15. */
const PRECOMPOSED = [
  '\u0958\u0959\u095A\u095B\u095C\u095D\u095E\u095F',
  '\u09DC\u09DD\u09DF',
  '\u0A33\u0A36\u0A59\u0A5A\u0A5B\u0A5E',
  '\u0B5C\u0B5D',
].join('');

const BY_PARTS = new Map(Array.from(PRECOMPOSED, (letter) => [letter.normalize('NFD'), letter]));
const PARTS = new RegExp([...BY_PARTS.keys()].join('|'), 'gu');

export const nuktaPrecompose = definePerturbation({
  id: 'nukta_precompose',
  version: 1,
  title: 'Precomposed nukta letters',
  description: 'Writes letters with a nukta as single code points.',
  definition:
    'Writes letter and nukta as the one code point that older software writes; both encodings occur and are equivalent.',
  class: 'P',
  dimension: 'unicode',
  source: 'Unicode CompositionExclusions.txt; METRICS §10.3 nukta_precompose',
  keeps: STRUCTURE_PROTECTED,
  scripts: ['devanagari', 'bangla'],
  scriptNotes: { devanagari: 'And Gurmukhi and Odia.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) =>
    editParts(prompt, ['protect', 'code', 'address'], (part) =>
      part.replace(PARTS, (parts) => BY_PARTS.get(parts) ?? parts),
    ),
});
