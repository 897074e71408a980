import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import { toInnerUnits } from './text/inner-units.ts';
import { toOpenSites } from './text/open-sites.ts';

export const charRepeat = defineUnitEdit({
  id: 'char_repeat',
  version: 1,
  title: 'Doubled letters',
  description: 'Writes a share of the letters twice.',
  definition:
    'Writes units of words twice; words of one unit stay. A unit is a letter with its marks, an akshara in Indic scripts, a character in Chinese.',
  class: 'L',
  dimension: 'surface',
  source: 'DeepWordBug insertion, Gao et al. 2018, arXiv:1801.04354, with whole units; METRICS §10.2 char_repeat',
  scripts: 'all',
  scriptNotes: {
    devanagari: 'Repeats whole aksharas.',
    bangla: 'Repeats whole aksharas.',
    kannada: 'Repeats whole aksharas.',
    arabic: 'Repeats letters with their vowel marks.',
    han: 'Repeats characters.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt) => {
    const { input } = prompt.sample;
    return toOpenSites(
      prompt,
      toInnerUnits(input).map(({ start, end }) => {
        const unit = input.slice(start, end);
        return { start, end, replacements: [unit + unit] };
      }),
    );
  },
});
