import * as z from 'zod';
import { ParaphraseLists } from '#core/model/perturbation-params.ts';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { toProtectedSpans } from '../protected-spans.ts';
import { replaceSites, toFreeSites } from './text/edit-sites.ts';
import { toSentenceSites } from './text/sentence-sites.ts';

export const userParaphrase = definePerturbation({
  id: 'user_paraphrase',
  version: 1,
  title: 'Own paraphrases',
  description: 'Swaps sentences for others of lists of your own.',
  definition:
    'Swaps sentences of the input, and a system prompt as a whole, for others of your lists: variant v takes the (v + 1)-th after it, round its list. A sentence that two lists hold belongs to the first.',
  class: 'L',
  dimension: 'composition',
  source: 'The user’s lists, which stand in the configuration',
  keeps: ['protect', 'code', 'wrapped-label'],
  scripts: 'all',
  params: z.strictObject({ lists: ParaphraseLists }),
  defaultParams: { lists: [['Answer the question.', 'Please answer the question.']] },
  variantCount: null,
  apply: (prompt, { lists }, variant) => {
    const distinct = lists.map((texts) => [...new Set(texts)]);
    const toOther = (sentence: string): string | null => {
      const list = distinct.find((texts) => texts.includes(sentence)) ?? [];
      return list.length < 2
        ? null
        : (list[(list.indexOf(sentence) + 1 + (variant % (list.length - 1))) % list.length] ?? null);
    };
    const { input } = prompt.sample;
    const sites = toSentenceSites(input, [...new Set(distinct.flat())], toOther);
    const kept = toProtectedSpans(prompt.sample, ['protect', 'code', 'wrapped-label']);
    const changed = withInput(prompt, replaceSites(input, toFreeSites(sites, kept)));
    const system = prompt.system === null ? null : (toOther(prompt.system) ?? prompt.system);
    return system === prompt.system ? changed : { ...changed, system };
  },
});
