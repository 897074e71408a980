import type { Sample } from '#core/model/sample.ts';
import { findWholeOccurrences, isWordAfter, isWordBefore, type Span } from './span.ts';

/** Where an input writes its options. */
export interface LocatedOptions {
  /** The text of each option, in the order of `sample.options.texts`. */
  readonly texts: readonly Span[];
  /** The label of each option with its mark, e.g. `A)`; empty for options without labels. */
  readonly labels: readonly Span[];
}

const MARKS = [')', '.', ':'] as const;
const JOINS = [', ', '; ', ' | ', ' / ', '\n'] as const;

/**
 * Finds the options of a sample in its input, or null when they do not stand there completely and in order.
 * Labelled: `<label><mark> <text>` for each option in turn, with one mark of `) . :` throughout, each at the start of a line
 * or after white space. Without labels: the texts joined by one of `", " "; " " | " " / "` or a line break, standing there once.
 */
export function locateOptions(sample: Sample): LocatedOptions | null {
  if (sample.options === null) return null;
  const { labels, texts } = sample.options;
  if (labels === null) return locateJoined(sample.input, texts);
  for (const mark of MARKS) {
    const located = locateLabelled(sample.input, labels, texts, mark);
    if (located !== null) return located;
  }
  return null;
}

function locateLabelled(
  input: string,
  labels: readonly string[],
  texts: readonly string[],
  mark: string,
): LocatedOptions | null {
  const found: { readonly texts: Span[]; readonly labels: Span[] } = { texts: [], labels: [] };
  let from = 0;
  for (const [position, label] of labels.entries()) {
    const head = `${label}${mark} `;
    const start = findOption(input, head, texts[position] ?? '', from);
    if (start === null) return null;
    const end = start + head.length + (texts[position] ?? '').length;
    found.labels.push([start, start + head.length - 1]);
    found.texts.push([start + head.length, end]);
    from = end;
  }
  return found;
}

function findOption(input: string, head: string, text: string, from: number): number | null {
  const written = head + text;
  for (let start = input.indexOf(written, from); start !== -1; start = input.indexOf(written, start + 1)) {
    const isAfterSpace = start === 0 || /\s/u.test(input.charAt(start - 1));
    const end = start + written.length;
    if (isAfterSpace && !(isWordAfter(input, end) && isWordBefore(written, written.length))) return start;
  }
  return null;
}

function locateJoined(input: string, texts: readonly string[]): LocatedOptions | null {
  for (const join of JOINS) {
    const [only, ...others] = findWholeOccurrences(input, texts.join(join));
    if (only === undefined || others.length > 0) continue;
    let offset = only[0];
    const spans = texts.map((text): Span => {
      const start = offset;
      offset += text.length + join.length;
      return [start, start + text.length];
    });
    return { texts: spans, labels: [] };
  }
  return null;
}
