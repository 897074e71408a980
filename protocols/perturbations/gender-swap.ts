import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { withInput } from '../edit-unprotected.ts';
import { replaceSites, toFreeSites } from './text/edit-sites.ts';
import { toReplacements } from './text/replacement-sites.ts';
import { NoParams } from './text/whole-text-edit.ts';
import { toWordSites } from './text/word-sites.ts';

const WORDS = toReplacements(
  'he she|she he|himself herself|herself himself|man woman|woman man|men women|women men|boy girl|girl boy|boys girls|girls boys|' +
    'father mother|mother father|son daughter|daughter son|brother sister|sister brother|husband wife|wife husband|uncle aunt|aunt uncle|' +
    'king queen|queen king|mr ms|mrs mr|ms mr|him her|hers his',
);

/** "her" and "his" before a noun: his book, her book. Elsewhere "her" is "him" and "his" is "hers". */
const BEFORE_NOUN =
  /^ +(?!and\b|or\b|to\b|for\b|in\b|on\b|at\b|is\b|was\b|with\b|from\b|by\b|but\b|if\b|when\b)\p{L}/iu;
const POSSESSIVES = toReplacements('her x|his x');

export const genderSwap = definePerturbation({
  id: 'gender_swap',
  version: 1,
  title: 'Gender counterfactual',
  description: 'Swaps words for men and women: he, she, father, mother.',
  definition:
    'Swaps English words for men and women. A counterfactual of the fairness axis (class N): what it costs is no robustness.',
  class: 'N',
  dimension: 'fairness',
  source: 'HELM gender_perturbation.py; METRICS §10.2 gender/name/dialect',
  scripts: ['latin'],
  scriptNotes: { latin: 'English only.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const { input } = prompt.sample;
    const possessives = toWordSites(input, POSSESSIVES).map(({ start, end }) => {
      const word = input.slice(start, end);
      const isBefore = BEFORE_NOUN.test(input.slice(end, end + 40));
      const other = /^her$/i.test(word) ? (isBefore ? 'his' : 'him') : isBefore ? 'her' : 'hers';
      const isCapital = word.charAt(0) !== word.charAt(0).toLowerCase();
      return { start, end, replacements: [isCapital ? other.charAt(0).toUpperCase() + other.slice(1) : other] };
    });
    const sites = [...toWordSites(input, WORDS), ...possessives].toSorted((a, b) => a.start - b.start);
    return withInput(prompt, replaceSites(input, toFreeSites(sites, toProtectedSpans(prompt.sample, EVERY_PROTECTED))));
  },
});
