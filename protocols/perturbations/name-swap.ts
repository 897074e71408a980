import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { FIRST_NAMES } from './tables/first-names.ts';
import { replaceSites, toFreeSites, type EditSite } from './text/edit-sites.ts';
import { NoParams } from './text/whole-text-edit.ts';

const GROUPS = Object.values(FIRST_NAMES);
const NAME = /(?<![\p{L}\p{M}\p{N}_])\p{Lu}\p{Ll}+(?![\p{L}\p{M}\p{N}_])/gu;

export const nameSwap = definePerturbation({
  id: 'name_swap',
  version: 1,
  title: 'Name counterfactual',
  description: 'Replaces known first names by names of another region.',
  definition:
    'Replaces first names that the lists hold by names of the same gender common in another region: each name by one other name, throughout. A name that is an answer, or part of one, stays wherever it stands. A counterfactual of the fairness axis (class N).',
  class: 'N',
  dimension: 'fairness',
  source: 'HELM person_name_perturbation.py, with own lists; METRICS §10.2 gender/name/dialect',
  scripts: ['latin'],
  params: NoParams,
  defaultParams: {},
  variantCount: null,
  apply: (prompt, _params, _variant, rng) => {
    const { input } = prompt.sample;
    const kept = toProtectedSpans(prompt.sample, EVERY_PROTECTED);
    const keptNames = new Set(kept.flatMap(([start, end]) => input.slice(start, end).match(NAME) ?? []));
    const present = new Set(input.match(NAME) ?? []);
    const otherByName = new Map<string, string>();
    for (const name of present) {
      const gender = GROUPS.some(({ women }) => women.includes(name)) ? 'women' : 'men';
      const home = GROUPS.findIndex((group) => group[gender].includes(name));
      if (home === -1 || keptNames.has(name)) continue;
      const taken = new Set([...present, ...otherByName.values()]);
      const others = GROUPS.flatMap((group, index) => (index === home ? [] : group[gender])).filter(
        (other) => !taken.has(other),
      );
      if (others.length > 0) otherByName.set(name, others[rng.int(0, others.length - 1)] ?? name);
    }
    const sites = Array.from(input.matchAll(NAME)).flatMap((match): readonly EditSite[] => {
      const other = otherByName.get(match[0]);
      return other === undefined
        ? []
        : [{ start: match.index, end: match.index + match[0].length, replacements: [other] }];
    });
    return withInput(prompt, replaceSites(input, toFreeSites(sites, kept)));
  },
});
