import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { LATIN_OCR, SHAPE_OCR } from './tables/ocr-confusions.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';

const MARK = /[\u0300-\u036F\u093C\u09BC\u0CBC]/;

export const ocrNoise = defineUnitEdit({
  id: 'ocr_noise',
  version: 1,
  title: 'Scanning errors',
  description: 'Confuses a share of the letters with letters of like shape.',
  definition:
    'Confuses letters and characters by their shape, as a scanner does; letters that carry a nukta or accent stay.',
  class: 'L',
  dimension: 'surface',
  source: 'NL-Augmenter ocr_perturbation, by table instead of rendering; METRICS §10.2 ocr_noise',
  scripts: 'all',
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toShapeSites(prompt)),
});

function toShapeSites({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const accepts = (_: number, end: number): boolean => !MARK.test(input.charAt(end));
  return [...toReplacementSites(input, LATIN_OCR, accepts), ...toReplacementSites(input, SHAPE_OCR, accepts)].toSorted(
    (a, b) => a.start - b.start,
  );
}
