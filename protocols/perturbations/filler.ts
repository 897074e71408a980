import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import { FILLERS } from './pools/fillers.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toTextUnits } from './text/text-units.ts';

export const filler = defineUnitEdit({
  id: 'filler',
  version: 1,
  title: 'Filler words',
  description: 'Puts fillers such as “um” into a share of the gaps between words.',
  definition: 'Puts fillers into gaps between words of one script; in Han text, which has no gaps, after commas.',
  class: 'L',
  dimension: 'surface',
  source: 'HELM filler_words_perturbation.py (.333), neutral fillers only; METRICS §10.2 filler',
  scripts: 'all',
  scriptNotes: { latin: 'English fillers.', devanagari: 'Hindi fillers.', han: 'After commas.' },
  params: IntensityOnly,
  defaultParams: { intensity: 0.1 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toGaps(prompt)),
});

function toGaps({ sample }: Prompt): readonly EditSite[] {
  const { input } = sample;
  const units = toTextUnits(input);
  return units.flatMap(({ start, end }, index): readonly EditSite[] => {
    const [before, after] = [units[index - 1]?.script ?? null, units[index + 1]?.script ?? null];
    const text = input.slice(start, end);
    if (before === null || before !== after) return [];
    const isGap = before === 'han' ? text === '，' || text === ',' : text === ' ';
    if (!isGap) return [];
    const space = before === 'han' ? '' : ' ';
    return [{ start: end, end, replacements: FILLERS[before].map((word) => word + space) }];
  });
}
