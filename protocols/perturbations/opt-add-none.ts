import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { NONE_OF_THESE } from './pools/none-of-these.ts';
import {
  CAPITALS,
  DECIMAL,
  NATIVE_DIGITS,
  NATIVE_LETTERS,
  ROMAN_CAPITALS,
  ROMAN_SIGNS,
  ROMAN_SMALL,
  SMALL_LETTERS,
} from './tables/enumerations.ts';
import { locateOptionList } from './text/option-list.ts';
import { refersToOtherOptions } from './text/reorder-options.ts';
import { toMainScript } from './text/script.ts';
import { NoParams } from './text/whole-text-edit.ts';

const ENUMERATIONS = [
  CAPITALS,
  DECIMAL,
  SMALL_LETTERS,
  ROMAN_SMALL,
  ROMAN_CAPITALS,
  ROMAN_SIGNS,
  ...Object.values(NATIVE_DIGITS),
  ...Object.values(NATIVE_LETTERS),
];

export const optAddNone = definePerturbation({
  id: 'opt_add_none',
  version: 1,
  title: 'One more option: none of these',
  description: 'Adds “none of these” to the options as a wrong answer.',
  definition:
    'Adds “none of these” as a last, wrong option, under the label that comes next. It changes the question (class N): the chance level falls and a model that is not sure has a way out. Skips lists that have such an option, that are full, or whose labels follow no known order.',
  class: 'N',
  dimension: 'option-order',
  source: 'METRICS §10.1 opt_add_none',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: 1,
  apply: (prompt) => {
    const { sample } = prompt;
    const { options, input } = sample;
    const list = locateOptionList(sample);
    if (options === null || list === null || options.texts.length >= 26) return prompt;
    if (options.texts.some(refersToOtherOptions)) return prompt;
    const text = NONE_OF_THESE[toMainScript(input) ?? 'latin'];
    const label = options.labels === null ? '' : toNextLabel(options.labels);
    const [before, last] = [list.texts.at(-2), list.texts.at(-1)];
    if (label === null || before === undefined || last === undefined) return prompt;
    // What stands between the last two options, with the last label replaced, stands before the new one.
    const between = input.slice(before[1], last[0]);
    const lastLabel = options.labels?.at(-1);
    const head = lastLabel === undefined ? between : between.replace(lastLabel, () => label);
    const longer = withInput(prompt, input.slice(0, last[1]) + head + text + input.slice(last[1]));
    if (longer === prompt) return prompt;
    const labels = options.labels === null ? null : [...options.labels, label];
    return { ...longer, sample: { ...longer.sample, options: { labels, texts: [...options.texts, text] } } };
  },
});

/** The label after the last one in the first order that begins with all of them, or null. */
function toNextLabel(labels: readonly string[]): string | null {
  const order = ENUMERATIONS.find((names) => labels.every((label, position) => label === names[position]));
  return order?.[labels.length] ?? null;
}
