import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toInnerUnits } from './text/inner-units.ts';

export const charDelete = defineUnitEdit({
  id: 'char_delete',
  version: 1,
  title: 'Missing letters',
  description: 'Leaves out a share of the letters.',
  definition:
    'Deletes units of words that have more than one, so that no word vanishes by a single deletion. A unit is a letter with its marks, an akshara in Indic scripts, a character in Chinese.',
  class: 'L',
  dimension: 'surface',
  source: 'DeepWordBug deletion, Gao et al. 2018, arXiv:1801.04354, with whole units; METRICS §10.2 char_delete',
  scripts: 'all',
  scriptNotes: {
    devanagari: 'Leaves out whole aksharas.',
    bangla: 'Leaves out whole aksharas.',
    kannada: 'Leaves out whole aksharas.',
    arabic: 'Leaves out letters with their vowel marks.',
    han: 'Leaves out characters.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.02 },
  variantCount: null,
  toSiteGroups: (prompt) =>
    toOpenSites(
      prompt,
      toInnerUnits(prompt.sample.input).map(({ start, end }) => ({ start, end, replacements: [''] })),
    ),
});
