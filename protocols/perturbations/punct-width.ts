import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  '?': '？',
  '!': '！',
  ':': '：',
  ';': '；',
  '(': '（',
  ')': '）',
};
const HALF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FULL).map(([half, full]) => [full, half])),
  '।': '.',
};

const AFTER_HAN = /(?<=[\p{Script=Han}）”」])[,.?!:;)]|\((?=\p{Script=Han})/gu;
const AFTER_INDIC = /(?<=[\p{Script=Devanagari}\p{Script=Bengali}]\p{M}*)\.(?=\s|$)/gu;
const WIDE = /[，。？！：；（）।]/gu;

export const punctWidth = definePerturbation({
  id: 'punct_width',
  version: 1,
  title: 'Width of punctuation',
  description: 'Swaps full-width and half-width punctuation, danda and full stop.',
  definition:
    'Half-width punctuation beside Han characters becomes full-width and a full stop after Hindi or Bangla a danda (variant 0), or the other way round (variant 1). Punctuation of Latin words and numbers stays.',
  class: 'P',
  dimension: 'script',
  source: 'Unicode Standard Annex 11, East Asian width; METRICS §10.3 punct_width',
  scripts: ['devanagari', 'bangla', 'han'],
  scriptNotes: { devanagari: 'Danda and full stop.', bangla: 'Danda and full stop.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 2,
  apply: (prompt, _params, variant) =>
    editParts(prompt, EVERY_PROTECTED, (part) =>
      variant % 2 === 1
        ? part.replace(WIDE, (mark) => HALF[mark] ?? mark)
        : part.replace(AFTER_HAN, (mark) => FULL[mark] ?? mark).replace(AFTER_INDIC, '।'),
    ),
});
