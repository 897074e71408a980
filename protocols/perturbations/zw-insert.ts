import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toTextUnits } from './text/text-units.ts';

/** Zero width space and word joiner: neither is drawn. */
const INVISIBLE = ['\u200B', '\u2060'];

export const zwInsert = defineUnitEdit({
  id: 'zw_insert',
  version: 1,
  title: 'Invisible characters',
  description: 'Puts zero-width characters between a share of the letters.',
  definition:
    'Inserts a zero-width space or word joiner between letters of a word. Never in scripts whose letters join or stack: there even an invisible character changes the shape, and ZWJ and ZWNJ change the meaning (see zwj_variants).',
  class: 'P',
  dimension: 'unicode',
  source:
    'Unicode Standard §23.2 (U+200B, U+2060); Boucher et al. 2022, Bad Characters, arXiv:2106.09898; METRICS §10.2 zw_insert',
  scripts: ['latin', 'han'],
  params: IntensityOnly,
  defaultParams: { intensity: 0.1 },
  variantCount: null,
  toSiteGroups: (prompt) => {
    const units = toTextUnits(prompt.sample.input);
    const joints = units.filter(
      ({ script }, index) => (script === 'latin' || script === 'han') && units[index + 1]?.script === script,
    );
    return toOpenSites(
      prompt,
      joints.map(({ end }) => ({ start: end, end, replacements: INVISIBLE })),
    );
  },
});
