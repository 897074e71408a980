import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { KEYBOARDS } from './tables/keyboards.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toKeyNeighbours } from './text/key-neighbours.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites, type Replacements } from './text/replacement-sites.ts';
import { toSameCase } from './text/word-sites.ts';

const LATIN: Replacements = new Map(
  [...toKeyNeighbours(KEYBOARDS.latin)].flatMap(([letter, neighbours]) => [
    [letter, neighbours] as const,
    [letter.toUpperCase(), neighbours.map((neighbour) => toSameCase(letter.toUpperCase(), neighbour))] as const,
  ]),
);

const LAYOUTS: readonly Replacements[] = [
  LATIN,
  toKeyNeighbours(KEYBOARDS.devanagari),
  toKeyNeighbours(KEYBOARDS.bangla),
  toKeyNeighbours(KEYBOARDS.kannada),
  toKeyNeighbours(KEYBOARDS.arabic),
];

const SIGN_OR_NUKTA = /[\u093C\u093E-\u094C\u09BC\u09BE-\u09CC\u09D7\u0CBC\u0CBE-\u0CCC\u0CD5\u0CD6]/;

export const kbdTypo = defineUnitEdit({
  id: 'kbd_typo',
  version: 2,
  title: 'Keyboard typos',
  description: 'Replaces a share of the letters by neighbours on the keyboard of their script.',
  definition:
    'Takes a neighbouring key for the right one, on the layout of each script: consonants for consonants, vowel signs for vowel signs. Each letter with a key is a unit. A letter with a nukta that has no key of its own, and a vowel sign written as two, stay.',
  class: 'L',
  dimension: 'surface',
  source: 'HELM typos_perturbation.py, NL-Augmenter butter_fingers, with exact counts; METRICS §10.2 kbd_typo',
  scripts: ['latin', 'devanagari', 'bangla', 'kannada', 'arabic'],
  scriptNotes: {
    latin: 'US QWERTY; letters with diacritics have no key and stay.',
    devanagari: 'InScript.',
    bangla: 'InScript.',
    kannada: 'InScript.',
    arabic: 'Arabic 101.',
    han: 'See pinyin_typo.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toKeySites(prompt)),
});

function toKeySites({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const accepts = (start: number, end: number): boolean => {
    const isSign = /\p{M}/u.test(input.charAt(start));
    const next = input.charAt(end);
    if (isSign) return !SIGN_OR_NUKTA.test(next) && !SIGN_OR_NUKTA.test(input.charAt(start - 1));
    return !/[\u093C\u09BC\u0CBC\u0300-\u036F]/.test(next);
  };
  return LAYOUTS.flatMap((layout) => toReplacementSites(input, layout, accepts)).toSorted((a, b) => a.start - b.start);
}
