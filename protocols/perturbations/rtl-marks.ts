import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { replaceSites, toFreeSites, type EditSite } from './text/edit-sites.ts';
import { NoParams } from './text/whole-text-edit.ts';

/** LRM, RLM, left-to-right isolate, first-strong isolate: what stands before and after a run. */
const MARKS = [
  ['\u200E', '\u200E'],
  ['\u200F', '\u200F'],
  ['\u2066', '\u2069'],
  ['\u2068', '\u2069'],
] as const;

const LATIN_RUN =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}\p{N}]*(?:[ .'’_-]\p{Script=Latin}[\p{Script=Latin}\p{M}\p{N}]*)*/gu;

export const rtlMarks = definePerturbation({
  id: 'rtl_marks',
  version: 1,
  title: 'Direction marks',
  description: 'Puts invisible direction marks around Latin words in Arabic text.',
  definition:
    'Puts invisible direction marks around Latin words in a text that has Arabic letters; the four variants are four kinds of mark.',
  class: 'P',
  dimension: 'script',
  source: 'Unicode Standard Annex 9, explicit directional formatting; METRICS §10.3 rtl_marks',
  scripts: ['arabic'],
  params: NoParams,
  defaultParams: {},
  variantCount: MARKS.length,
  apply: (prompt, _params, variant) => {
    const { input } = prompt.sample;
    if (!/\p{Script=Arabic}/u.test(input)) return prompt;
    const [before, after] = MARKS[variant % MARKS.length] ?? ['', ''];
    const runs = Array.from(input.matchAll(LATIN_RUN), (match): EditSite => ({
      start: match.index,
      end: match.index + match[0].length,
      replacements: [before + match[0] + after],
    }));
    const free = toFreeSites(runs, toProtectedSpans(prompt.sample, EVERY_PROTECTED));
    return withInput(prompt, replaceSites(input, free));
  },
});
