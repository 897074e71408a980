import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';

// Ra with virama before a consonant: a hook above, or with a joiner a letter of its own (র‍্য, ರ‍್ಯ).
const REPH = /(?<![\u09CD\u0CCD])([\u09B0\u0CB0])([\u09CD\u0CCD])(?=[\u0995-\u09B9\u0C95-\u0CB9])/gu;
// Virama between consonants: a conjunct, or with a non-joiner a visible virama.
const CONJUNCT =
  /(?<=[\u0915-\u0939\u0995-\u09B9\u0C95-\u0CB9][\u093C\u09BC\u0CBC]?)[\u094D\u09CD\u0CCD](?=[\u0915-\u0939\u0995-\u09B9\u0C95-\u0CB9])/gu;
// A joiner or non-joiner that is there already is taken away.
const JOINED =
  /(?<=[\u094D\u09CD\u0CCD])[\u200C\u200D](?=[\u0915-\u0939\u0995-\u09B9\u0C95-\u0CB9])|(?<=[\u09B0\u0CB0])\u200D(?=[\u09CD\u0CCD])/gu;

export const zwjVariants = defineUnitEdit({
  id: 'zwj_variants',
  version: 1,
  title: 'Joiners in conjuncts',
  description: 'Adds or removes joiners and non-joiners in a share of the conjuncts.',
  definition:
    'Writes conjuncts with or without joiners, which changes their shape and in some words the reading: র‍্য is not র্য.',
  class: 'L',
  dimension: 'script',
  source: 'Unicode Standard §12.1, §12.2, §12.8; METRICS §10.3 zwj_variants',
  scripts: ['devanagari', 'bangla', 'kannada'],
  params: IntensityOnly,
  defaultParams: { intensity: 0.2 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toClusterSites(prompt.sample.input)),
});

function toClusterSites(text: string): readonly EditSite[] {
  const sites = new Map<number, EditSite>();
  for (const { index, 0: joiner } of text.matchAll(JOINED))
    sites.set(index, { start: index, end: index + joiner.length, replacements: [''] });
  for (const { index, 1: ra = '', 2: virama = '' } of text.matchAll(REPH))
    sites.set(index + 1, {
      start: index,
      end: index + 2,
      replacements: [`${ra}\u200D${virama}`, `${ra}${virama}\u200C`],
    });
  for (const { index, 0: virama } of text.matchAll(CONJUNCT))
    if (!sites.has(index)) sites.set(index, { start: index, end: index + 1, replacements: [`${virama}\u200C`] });
  return [...sites.values()].toSorted((a, b) => a.start - b.start);
}
