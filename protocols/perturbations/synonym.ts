import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { CHINESE_SYNONYMS, ENGLISH_SYNONYMS } from './tables/synonyms.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';
import { toWordSites } from './text/word-sites.ts';

export const synonym = defineUnitEdit({
  id: 'synonym',
  version: 1,
  title: 'Synonyms',
  description: 'Replaces a share of the words that have a near synonym.',
  definition:
    "Replaces words by synonyms of a small list; WordNet's would often change the meaning (good movie → dependable movie).",
  class: 'L',
  dimension: 'surface',
  source: 'HELM synonym_perturbation.py, with own lists for English and Chinese; METRICS §10.2 synonym',
  scripts: ['latin', 'han'],
  scriptNotes: { latin: 'English.', han: 'Words of two characters.' },
  params: IntensityOnly,
  defaultParams: { intensity: 0.5 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toSynonymSites(prompt)),
});

function toSynonymSites({ sample }: Prompt): readonly EditSite[] {
  return [
    ...toWordSites(sample.input, ENGLISH_SYNONYMS),
    ...toReplacementSites(sample.input, CHINESE_SYNONYMS),
  ].toSorted((a, b) => a.start - b.start);
}
