import { withInput } from '../../edit-unprotected.ts';
import type { Prompt } from '../../perturbation.ts';
import { toProtectedSpans } from '../../protected-spans.ts';
import { replaceSites, toFreeSites } from './edit-sites.ts';
import { locateOptionList } from './option-list.ts';

/** Options whose text points at other options or at their place; METRICS §10.1 skips such samples. */
const REFERS_TO_OTHERS = new RegExp(
  [
    '\\b(?:all|none|both|neither|either|any) of (?:the above|these|those|them|the other)|\\babove\\b|\\bbelow\\b|\\bboth [A-Z] and [A-Z]\\b',
    'उपरोक्त|उपर्युक्त|इनमें से',
    'উপরের|উপরোক্ত|এর কোনোটি|এদের',
    'ಮೇಲಿನ|ಇವುಗಳಲ್ಲಿ|ಇವೆಲ್ಲ',
    'ما سبق|مما سبق|أعلاه|المذكور',
    '以上|上述|前述',
  ].join('|'),
  'iu',
);

/** Whether an option can only stand where it stands. */
export function refersToOtherOptions(text: string): boolean {
  return REFERS_TO_OTHERS.test(text);
}

/**
 * The prompt with the text of option `order[position]` at each position under labels that stay; targets that are labels follow their
 * texts. The same prompt when the list is not found, is protected, or has an option that refers to others.
 */
export function reorderOptions(prompt: Prompt, order: readonly number[]): Prompt {
  const { sample } = prompt;
  const { options } = sample;
  const list = locateOptionList(sample);
  if (options === null || list === null || options.texts.some(refersToOtherOptions)) return prompt;
  const texts = order.map((from) => options.texts[from] ?? '');
  const sites = list.texts.map(([start, end], position) => ({ start, end, replacements: [texts[position] ?? ''] }));
  if (toFreeSites(sites, toProtectedSpans(sample, ['protect'])).length < sites.length) return prompt;
  const moved = withInput(prompt, replaceSites(sample.input, sites));
  if (moved === prompt) return prompt;
  const target = sample.target.map((entry) => {
    const from = options.labels?.indexOf(entry) ?? -1;
    return from === -1 ? entry : (options.labels?.[order.indexOf(from)] ?? entry);
  });
  return { ...moved, sample: { ...moved.sample, target, options: { ...options, texts } } };
}
