import type { Sample, SampleOptions } from '#core/model/sample.ts';
import type { Prompt } from '../../perturbation.ts';
import { toProtectedSpans } from '../../protected-spans.ts';
import type { Span } from '../../span.ts';
import { replaceSites, toFreeSites, type EditSite } from './edit-sites.ts';
import { locateOptionList } from './option-list.ts';
import { withInput } from '../../edit-unprotected.ts';

/** What stands between labels that are named one after the other: A, B or C; A/B/C; 甲、乙或丙. */
const BETWEEN_LABELS = /^\s*(?:[,،、;/|]|[,،]?\s*(?:or|and|या|और|বা|অথবা|এবং|ಅಥವಾ|ಮತ್ತು|أو|و|或者?|和))?\s*$/u;

/** Letters that are words too: an article or pronoun is not the name of an option. */
const WORD_LABELS = new Set(['A', 'a', 'I', 'i']);

const OPTION_WORD = /(?:option|choice|answer|letter|विकल्प|বিকল্প|ಆಯ್ಕೆ|الخيار|خيار|选项)\s*$/iu;

/**
 * The prompt with other labels on its options, in the list and where the input names all of them in a row ("A, B or C"); targets that are
 * labels follow. The same prompt when it has no labelled list, when the labels are equal or protected, or when one is named elsewhere,
 * where it cannot be told from a word.
 */
export function relabelOptions(prompt: Prompt, labels: readonly string[]): Prompt {
  const { sample } = prompt;
  const list = locateOptionList(sample);
  const present = sample.options?.labels ?? null;
  if (sample.options === null || list === null || present === null || labels.length < present.length) return prompt;
  const next = labels.slice(0, present.length);
  if (next.every((label, position) => label === present[position])) return prompt;
  const inList = list.labels.map(([start, end], position) => toSite(start, end, next[position]));
  const outside = toMentions(sample, present, next, [...list.heads, ...list.texts]);
  if (outside === null) return prompt;
  const sites = [...inList, ...outside].toSorted((a, b) => a.start - b.start);
  if (toFreeSites(sites, toProtectedSpans(sample, ['protect', 'code', 'address'])).length < sites.length) return prompt;
  const renamed = withInput(prompt, replaceSites(sample.input, sites));
  if (renamed === prompt) return prompt;
  const target = sample.target.map((entry) => next[present.indexOf(entry)] ?? entry);
  return { ...renamed, sample: { ...renamed.sample, target, options: { ...sample.options, labels: next } } };
}

function toSite(start: number, end: number, label: string | undefined): EditSite {
  return { start, end, replacements: [label ?? ''] };
}

/** Places outside the list that name all labels in a row; null when a label is named in any other way. */
function toMentions(
  { input }: Sample,
  present: NonNullable<SampleOptions['labels']>,
  next: readonly string[],
  list: readonly Span[],
): readonly EditSite[] | null {
  const found = present
    .flatMap((label, position) => findLabel(input, label).map(([start, end]) => ({ start, end, position })))
    .filter(({ start, end }) => !list.some((span) => span[0] < end && start < span[1]))
    .toSorted((a, b) => a.start - b.start);
  const sites: EditSite[] = [];
  let index = 0;
  while (index < found.length) {
    const row = found.slice(index, index + present.length);
    const isRow =
      row.length === present.length &&
      row.every(({ position }, offset) => position === offset) &&
      row.slice(1).every(({ start }, offset) => BETWEEN_LABELS.test(input.slice(row[offset]?.end, start)));
    const mention = found[index];
    if (isRow) sites.push(...row.map(({ start, end, position }) => toSite(start, end, next[position])));
    else if (mention !== undefined && isReference(input, mention.start, mention.end)) return null;
    index += isRow ? row.length : 1;
  }
  return sites;
}

/** Whether a label that stands alone names an option: always, but for numbers and for letters that are words. */
function isReference(input: string, start: number, end: number): boolean {
  if (OPTION_WORD.test(input.slice(Math.max(0, start - 20), start))) return true;
  const label = input.slice(start, end);
  if (/^\p{N}+$/u.test(label)) return false;
  return !WORD_LABELS.has(label) || !/^ ?[\p{L}'’]/u.test(input.slice(end, end + 2));
}

/** Occurrences of a label that touch no letter or digit of its script: 甲 is a label inside Han text, A is none inside a word. */
function findLabel(input: string, label: string): readonly Span[] {
  const side = /^\p{Script=Latin}/u.test(label) ? '[\\p{Script=Latin}\\p{M}\\p{N}_]' : '[\\p{L}\\p{M}\\p{N}_]';
  const pattern = new RegExp(`(?<!${side})${label.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?!${side})`, 'gu');
  return Array.from(input.matchAll(pattern), (match): Span => [match.index, match.index + label.length]);
}
