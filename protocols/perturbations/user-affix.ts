import * as z from 'zod';
import { TextPool } from '#core/model/perturbation-params.ts';
import { definePerturbation } from '../perturbation.ts';
import { withPrefix, withSuffix } from './text/place-sentences.ts';

export const userAffix = definePerturbation({
  id: 'user_affix',
  version: 1,
  title: 'Own text before or after',
  description: 'Adds a text of your own before or after the input.',
  definition:
    'Adds a text of your pool before or after the input; variant v adds text v, counted from 0 and round the pool.',
  class: 'L',
  dimension: 'composition',
  source: 'The user’s pool, which stands in the configuration',
  scripts: 'all',
  params: z.strictObject({ place: z.enum(['before', 'after']), texts: TextPool }),
  defaultParams: { place: 'before', texts: ['Think carefully.'] },
  variantCount: null,
  apply: (prompt, { place, texts }, variant) => {
    const text = texts[variant % texts.length];
    if (text === undefined) return prompt;
    return place === 'before' ? withPrefix(prompt, text) : withSuffix(prompt, text);
  },
});
