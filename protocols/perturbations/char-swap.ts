import { defineUnitEdit, IntensityOnly } from '../perturbation.ts';
import type { EditSite } from './text/edit-sites.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toTextUnits } from './text/text-units.ts';

export const charSwap = defineUnitEdit({
  id: 'char_swap',
  version: 1,
  title: 'Swapped letters',
  description: 'Swaps a share of neighbouring letters inside words.',
  definition:
    'Swaps neighbouring units inside words. A word is cut into pairs, from its first unit on for even variants and from its second for odd ones, so that pairs never overlap and the count is exact; pairs of equal units are not eligible.',
  class: 'L',
  dimension: 'surface',
  source: 'CheckList perturb.py add_typos, NL-Augmenter swap_characters, with whole units; METRICS §10.2 char_swap',
  scripts: 'all',
  scriptNotes: {
    devanagari: 'Swaps whole aksharas.',
    bangla: 'Swaps whole aksharas.',
    kannada: 'Swaps whole aksharas.',
    arabic: 'Swaps letters with their vowel marks.',
    han: 'Swaps neighbouring characters.',
  },
  params: IntensityOnly,
  defaultParams: { intensity: 0.05 },
  variantCount: null,
  toSiteGroups: (prompt, _params, variant) => toOpenSites(prompt, toPairs(prompt.sample.input, variant % 2)),
});

function toPairs(text: string, parity: number): readonly EditSite[] {
  const units = toTextUnits(text);
  const pairs: EditSite[] = [];
  let place = 0;
  let index = 0;
  while (index + 1 < units.length) {
    const [left, right] = [units[index], units[index + 1]];
    if (left?.script === null || left === undefined) {
      place = 0;
      index += 1;
      continue;
    }
    const [first, second] = [text.slice(left.start, left.end), text.slice(right?.start, right?.end)];
    const isPair = place % 2 === parity && right !== undefined && right.script === left.script && first !== second;
    if (isPair) pairs.push({ start: left.start, end: right.end, replacements: [second + first] });
    place += isPair ? 2 : 1;
    index += isPair ? 2 : 1;
  }
  return pairs;
}
