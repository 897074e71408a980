import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import { CODE_MIX_LEXICON } from './tables/code-mix-lexicon.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';
import { toWholeWordTest } from './text/whole-words.ts';

export const codeMix = defineUnitEdit({
  id: 'code_mix',
  version: 1,
  title: 'Mixed with English',
  description: 'Replaces a share of the common nouns and adjectives by English words.',
  definition:
    'Replaces content words by English ones, as bilingual writers do; the units are the words of a lexicon of some 50 words a language that stand in the text.',
  class: 'L',
  dimension: 'script',
  source: 'Own lexicon of some 50 words a language, unreviewed; METRICS §10.3 code_mix',
  scripts: ['devanagari', 'bangla', 'kannada'],
  scriptNotes: { devanagari: 'Hindi.' },
  params: IntensityOnly,
  defaultParams: { intensity: 0.5 },
  variantCount: null,
  toSiteGroups: (prompt) => {
    const { input } = prompt.sample;
    return toOpenSites(prompt, toReplacementSites(input, CODE_MIX_LEXICON, toWholeWordTest(input)));
  },
});
