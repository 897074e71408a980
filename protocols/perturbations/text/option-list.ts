import type { Sample } from '#core/model/sample.ts';
import { locateOptions } from '../../locate-options.ts';
import { isWordAfter, isWordBefore, type Span } from '../../span.ts';

/** What stands before and after a label: FormatSpread's six first, in the order of METRICS §10.1, then marks of other habits. */
export const WRAPPERS: readonly (readonly [open: string, close: string])[] = [
  ['(', ')'],
  ['', '.'],
  ['', ')'],
  ['', ' )'],
  ['[', ']'],
  ['<', '>'],
  ['', ':'],
  ['', '：'],
  ['', '、'],
  ['', '．'],
  ['', '）'],
  ['（', '）'],
];

/** Where an input writes its options, with how the labels are wrapped. */
export interface OptionList {
  /** The text of each option, in the order of `sample.options.texts`. */
  readonly texts: readonly Span[];
  /** Each label alone; empty for options without labels. */
  readonly labels: readonly Span[];
  /** Each label with its wrapper, without the gap that follows; empty for options without labels. */
  readonly heads: readonly Span[];
  /** Index in `WRAPPERS`, or null for options without labels. */
  readonly wrapper: number | null;
}

/**
 * Finds the options of a sample in its input, or null when they do not stand there completely and in order. Knows more ways
 * of wrapping a label than `locateOptions`, which the first versions of operators use and which must stay as it is.
 */
export function locateOptionList(sample: Sample): OptionList | null {
  const { options, input } = sample;
  if (options === null) return null;
  const { labels, texts } = options;
  if (labels === null) {
    const located = locateOptions(sample);
    return located === null ? null : { texts: located.texts, labels: [], heads: [], wrapper: null };
  }
  for (const wrapper of WRAPPERS.keys()) {
    for (const gap of [' ', '']) {
      const list = locateWrapped(input, labels, texts, wrapper, gap);
      if (list !== null) return list;
    }
  }
  return null;
}

function locateWrapped(
  input: string,
  labels: readonly string[],
  texts: readonly string[],
  wrapper: number,
  gap: string,
): OptionList | null {
  const [open, close] = WRAPPERS[wrapper] ?? ['', ''];
  const list: { readonly texts: Span[]; readonly labels: Span[]; readonly heads: Span[] } = {
    texts: [],
    labels: [],
    heads: [],
  };
  let from = 0;
  for (const [position, label] of labels.entries()) {
    const text = texts[position] ?? '';
    const head = `${open}${label}${close}`;
    const start = findOption(input, head + gap + text, from);
    if (start === null) return null;
    const textStart = start + head.length + gap.length;
    list.heads.push([start, start + head.length]);
    list.labels.push([start + open.length, start + open.length + label.length]);
    list.texts.push([textStart, textStart + text.length]);
    from = textStart + text.length;
  }
  return { ...list, wrapper };
}

function findOption(input: string, written: string, from: number): number | null {
  for (let start = input.indexOf(written, from); start !== -1; start = input.indexOf(written, start + 1)) {
    const isAfterSpace = start === 0 || /\s/u.test(input.charAt(start - 1));
    const end = start + written.length;
    if (isAfterSpace && !(isWordAfter(input, end) && isWordBefore(written, written.length))) return start;
  }
  return null;
}
