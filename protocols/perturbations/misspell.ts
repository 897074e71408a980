import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { ENGLISH_MISSPELLINGS, OTHER_MISSPELLINGS } from './tables/misspellings.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';
import { toWholeWordTest } from './text/whole-words.ts';
import { toWordSites } from './text/word-sites.ts';

export const misspell = defineUnitEdit({
  id: 'misspell',
  version: 1,
  title: 'Common misspellings',
  description: 'Misspells a share of the words that are often misspelt.',
  definition:
    'Replaces a share of the words that the lists hold by one of their common misspellings; only such words are units.',
  class: 'L',
  dimension: 'surface',
  source: 'HELM misspelling_perturbation.py, with own lists and exact counts; METRICS §10.2 misspell',
  scripts: 'all',
  scriptNotes: {
    latin: 'English, some 200 words.',
    devanagari: 'Hindi, some 20 words.',
    bangla: 'Some 20 words.',
    kannada: 'Some 12 words.',
    arabic: 'Some 14 words.',
    han: 'Some 14 words of two characters.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.2 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toMisspellingSites(prompt)),
});

function toMisspellingSites({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const isWhole = toWholeWordTest(input);
  const isHan = (start: number): boolean => /\p{Script=Han}/u.test(input.charAt(start));
  const others = toReplacementSites(input, OTHER_MISSPELLINGS, (start, end) => isHan(start) || isWhole(start, end));
  return [...toWordSites(input, ENGLISH_MISSPELLINGS), ...others].toSorted((a, b) => a.start - b.start);
}
