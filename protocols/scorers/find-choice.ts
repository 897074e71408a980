import { findWholeOccurrences, isWordAfter, type Span } from '../span.ts';
import { toQuote } from './judgement.ts';
import { foldText, toMappedText, toRawSpan } from './normalise-text.ts';

/** An option found in an output: its 0-based position in `sample.options`, where it stands, and how it was named. */
export interface Choice {
  readonly position: number;
  readonly span: Span;
  readonly by: string;
}

const FRAME = /^[\p{White_Space}([{*"'“]{0,8}(\S{1,8}?)[\p{White_Space})\]}*"'”.:!]{0,8}$/u;

/** The whole output as a label, perhaps in brackets, quotes or with a final mark. */
export function findWholeLabel(labels: readonly string[], outputText: string): Choice | null {
  const mapped = toMappedText(outputText.length > 100 ? '' : outputText, false);
  const bare = FRAME.exec(mapped.text)?.[1];
  if (bare === undefined) return null;
  const position =
    toUnique(labels, (label) => label === bare) ?? toUnique(labels, (label) => foldText(label) === foldText(bare));
  if (position === null) return null;
  return { position, span: toRawSpan(mapped, 0, mapped.text.length), by: `the label ${toQuote(bare)}` };
}

/** A bracketed label, or one with a mark at the start of a line; the last. */
export function findMarkedLabel(labels: readonly string[], outputText: string): Choice | null {
  return findLastLabel(labels, outputText, false, (start, end) => {
    const before = outputText.charAt(start - 1);
    const after = outputText.charAt(end);
    if (after === ')') return true;
    if (before === '[' && after === ']') return true;
    return (after === '.' || after === ':') && (before === '' || before === '\n') && !isWordAfter(outputText, end + 1);
  });
}

/** The last label that stands as a word in its own case, or with `withOtherCase` in lower case too, and is accepted. */
export function findLastLabel(
  labels: readonly string[],
  outputText: string,
  withOtherCase: boolean,
  accepts: (start: number, end: number, isExactCase: boolean) => boolean,
): Choice | null {
  let last: Choice | null = null;
  for (const [position, label] of labels.entries()) {
    const forms = withOtherCase ? new Set([label, label.toLowerCase()]) : [label];
    for (const form of forms) {
      if (form !== label && labels.includes(form)) continue;
      const span = findWholeOccurrences(outputText, form).findLast(([start, end]) =>
        accepts(start, end, form === label),
      );
      if (span !== undefined && (last === null || span[0] > last.span[0]))
        last = { position, span, by: `the label ${toQuote(label)}` };
    }
  }
  return last;
}

/** The text of exactly one option from `from` on; text inside a longer option that also matches does not count. */
export function findText(texts: readonly string[], outputText: string, from: number): Choice | null {
  const mapped = toMappedText(outputText, true);
  const found = texts.flatMap((text, position) =>
    findWholeOccurrences(mapped.text, foldText(text))
      .filter(([start, end]) => toRawSpan(mapped, start, end)[0] >= from)
      .map((span) => ({ position, span })),
  );
  const widest = found.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  let covered = -1;
  const outer = widest.filter(({ span }) => {
    const isOuter = span[1] > covered;
    covered = Math.max(covered, span[1]);
    return isOuter;
  });
  const answers = new Set(outer.map(({ position }) => foldText(texts[position] ?? '')));
  const last = outer.at(-1);
  if (answers.size !== 1 || last === undefined) return null;
  const [start, end] = last.span;
  return { position: last.position, span: toRawSpan(mapped, start, end), by: 'its text' };
}

/** Index of the only label that passes, or null. */
function toUnique(labels: readonly string[], passes: (label: string) => boolean): number | null {
  const first = labels.findIndex(passes);
  return first === -1 || labels.findLastIndex(passes) !== first ? null : first;
}
