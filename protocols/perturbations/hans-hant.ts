import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { SIMPLIFIED, TRADITIONAL } from './tables/simplified-traditional.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

const toMap = (from: string, to: string): ReadonlyMap<string, string> => {
  const targets = Array.from(to);
  return new Map(Array.from(from, (character, place) => [character, targets[place] ?? character]));
};
const MAPS = [toMap(SIMPLIFIED, TRADITIONAL), toMap(TRADITIONAL, SIMPLIFIED)];

export const hansHant = definePerturbation({
  id: 'hans_hant',
  version: 1,
  title: 'Simplified and traditional',
  description: 'Writes Chinese in the other set of characters.',
  definition:
    'Simplified to traditional characters (variant 0) or back (variant 1), for characters with exactly one counterpart. Characters such as 发 (發 or 髮), which need a dictionary, stay, so a text may end up in a mixture: class L.',
  class: 'L',
  dimension: 'script',
  source: 'HELM simplified_to_traditional (CLEVA), over one-to-one pairs of Unihan; METRICS §10.3 hans_hant',
  scripts: ['han'],
  params: NoParams,
  defaultParams: {},
  variantCount: 2,
  apply: (prompt, _params, variant) => {
    const map = MAPS[variant % 2] ?? new Map<string, string>();
    return editParts(prompt, EVERY_PROTECTED, (part) =>
      Array.from(part, (character) => map.get(character) ?? character).join(''),
    );
  },
});
