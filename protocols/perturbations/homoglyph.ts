import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { KANNADA_TWINS, LATIN_TWINS } from './tables/homoglyphs.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';

/** Marks and joiners: a letter of another script cannot carry them. */
const BOUND = /[\p{M}\u200C\u200D]/u;

export const homoglyph = defineUnitEdit({
  id: 'homoglyph',
  version: 1,
  title: 'Look-alike letters',
  description: 'Replaces a share of the letters by ones of another script that look the same.',
  definition:
    'Replaces letters by look-alikes of another script. A reader sees no difference and a tokenizer another text altogether, so the class is P for readers; call it an attack, not noise. Kannada letters are replaced only where they carry no sign.',
  class: 'P',
  dimension: 'unicode',
  source:
    'Unicode Technical Standard 39 confusables, as in NL-Augmenter visual_attack_letters; METRICS §10.2 homoglyph',
  scripts: ['latin', 'kannada'],
  scriptNotes: { latin: 'Cyrillic and Greek twins.', kannada: 'Telugu twins of letters without signs.' },
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toTwinSites(prompt)),
});

function toTwinSites({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const isBare = (start: number, end: number): boolean =>
    !BOUND.test(input.charAt(end)) && !/[\u0CCD\u200C\u200D]/.test(input.charAt(start - 1));
  return [
    ...toReplacementSites(input, LATIN_TWINS, isBare),
    ...toReplacementSites(input, KANNADA_TWINS, isBare),
  ].toSorted((a, b) => a.start - b.start);
}
