import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toExchanges, toReplacementSites } from './text/replacement-sites.ts';

const SIGNS = toExchanges('ಿ ೀ|ು ೂ|ೆ ೇ|ೊ ೋ|ি ী|ু ূ|ि ी|ु ू');

const SIGN_OR_NUKTA = /[\u093C\u093E-\u094C\u0962\u0963\u09BC\u09BE-\u09CC\u09D7\u0CBC\u0CBE-\u0CCC\u0CD5\u0CD6]/;

export const matraLength = defineUnitEdit({
  id: 'matra_length',
  version: 1,
  title: 'Vowel length',
  description: 'Confuses short and long vowel signs.',
  definition:
    'Takes a short vowel sign for its long one and the other way round; a sign that is part of a decomposed one stays.',
  class: 'L',
  dimension: 'surface',
  source: 'METRICS §10.2 matra_length: a spelling confusion of native writers, unreviewed',
  scripts: ['devanagari', 'bangla', 'kannada'],
  params: IntensityOnly,
  defaultParams: { intensity: 0.1 },
  variantCount: null,
  toSiteGroups: (prompt) => {
    const { input } = prompt.sample;
    const isAlone = (start: number, end: number): boolean =>
      !/[\u093E-\u094C\u09BE-\u09CC\u0CBE-\u0CCC]/.test(input.charAt(start - 1)) &&
      !SIGN_OR_NUKTA.test(input.charAt(end));
    return toOpenSites(prompt, toReplacementSites(input, SIGNS, isAlone));
  },
});
