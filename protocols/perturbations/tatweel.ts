import { defineUnitEdit, IntensityOnly, type Prompt } from '../perturbation.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toTextUnits } from './text/text-units.ts';

/** Letters that join on both sides; only after one of them can the line be drawn out. */
const DUAL_JOINING =
  /^[\u0626\u0628\u062A-\u062E\u0633-\u063A\u0641-\u0647\u0649\u064A\u067E\u0686\u06A9\u06AF\u06CC]/u;
/** Letters that join to the one before them: all but hamza. */
const JOINING = /^[\u0622-\u063A\u0641-\u064A\u0671-\u06D3]/u;
/** Lam before an alef makes a ligature, which stays whole. */
const LAM = /^\u0644/u;
const ALEF = /^[\u0622\u0623\u0625\u0627\u0671]/u;

export const tatweel = defineUnitEdit({
  id: 'tatweel',
  version: 1,
  title: 'Kashida',
  description: 'Draws out a share of the joins between Arabic letters.',
  definition: 'Puts a kashida (U+0640) between joined Arabic letters: the word looks longer and reads the same.',
  class: 'P',
  dimension: 'script',
  source: 'Unicode Standard §9.2 and ArabicShaping.txt (U+0640); METRICS §10.3 tatweel',
  scripts: ['arabic'],
  params: IntensityOnly,
  defaultParams: { intensity: 0.1 },
  variantCount: null,
  toSiteGroups: (prompt) => toOpenSites(prompt, toJoins(prompt)),
});

function toJoins({ sample }: Prompt): readonly EditSite[] {
  const units = toTextUnits(sample.input);
  return units.flatMap((unit, index): readonly EditSite[] => {
    const next = units[index + 1];
    if (unit.script !== 'arabic' || next?.script !== 'arabic') return [];
    const [left, right] = [sample.input.slice(unit.start, unit.end), sample.input.slice(next.start, next.end)];
    const isJoined = DUAL_JOINING.test(left) && JOINING.test(right) && !(LAM.test(left) && ALEF.test(right));
    return isJoined ? [{ start: unit.end, end: unit.end, replacements: ['\u0640'] }] : [];
  });
}
