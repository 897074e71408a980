import type { Sample, SampleOptions } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findWholeOccurrences, isWordAfter, type Span } from '../span.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText, toMappedText, toRawSpan } from './normalise-text.ts';

/** An option found in an output: its 0-based position in `sample.options`, where it stands, and how it was named. */
interface Choice {
  readonly position: number;
  readonly span: Span;
  readonly by: string;
}

/**
 * Compares the option that the output chooses with the target option. Ways of naming it, tried in this order, the last
 * statement of a kind winning:
 * 1. the whole output is a label, perhaps in brackets or with a final mark: `B`, `(B)`, `B.`
 * 2. a statement: `Answer: B`, `the answer is (B)`, `option B`
 * 3. a bracketed label `(B)`, `B)`, `[B]`, or `B.` / `B:` at the start of a line
 * 4. the text of exactly one option; text inside a longer option that also matches does not count. After a statement
 *    ("Answer: …") only what it states is read: "Rome is cold. Answer: G" names no option.
 *
 * The answer is the folded *text* of the option and not its label, so that it agrees across conditions that move options.
 */
export function scoreChoice(sample: Sample, outputText: string): Score {
  const { options } = sample;
  if (options === null) return toMiss(null, null, 'The sample has no options.');
  const choice = findChoice(options, outputText);
  if (choice === null) return toMiss(null, null, 'The output names no single option.');
  const answer = toAnswer(options, choice.position);
  const targets = new Set(sample.target.map((target) => toTargetAnswer(options, target)));
  const label = options.labels?.[choice.position];
  const named = `${choice.by}, which is ${label === undefined ? '' : `option ${label}, `}${toQuote(answer)}`;
  return targets.has(answer)
    ? toSuccess(answer, [...choice.span], `The output gives ${named}: the target option.`)
    : toMiss(answer, [...choice.span], `The output gives ${named}: not the target option.`);
}

function toAnswer(options: SampleOptions, position: number): string {
  return foldText(options.texts[position] ?? '');
}

function toTargetAnswer(options: SampleOptions, target: string): string {
  const wanted = foldText(target);
  const position = (options.labels ?? []).findIndex((label) => foldText(label) === wanted);
  return position === -1 ? wanted : toAnswer(options, position);
}

function findChoice(options: SampleOptions, outputText: string): Choice | null {
  const labels = options.labels ?? [];
  return (
    findWholeLabel(labels, outputText) ??
    findStatedLabel(labels, outputText) ??
    findMarkedLabel(labels, outputText) ??
    findText(options.texts, outputText, toStatedFrom(outputText))
  );
}

const STATED = /\b(?:final )?answer(?: is)?\s{0,3}:/giu;

/** Where the last "Answer:" ends, or 0: what is said before it is not the answer. */
function toStatedFrom(outputText: string): number {
  const last = [...outputText.matchAll(STATED)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

const FRAME = /^[\p{White_Space}([{*"'“]{0,8}(\S{1,8}?)[\p{White_Space})\]}*"'”.:!]{0,8}$/u;

function findWholeLabel(labels: readonly string[], outputText: string): Choice | null {
  const mapped = toMappedText(outputText.length > 100 ? '' : outputText, false);
  const bare = FRAME.exec(mapped.text)?.[1];
  if (bare === undefined) return null;
  const position =
    toUnique(labels, (label) => label === bare) ?? toUnique(labels, (label) => foldText(label) === foldText(bare));
  if (position === null) return null;
  return { position, span: toRawSpan(mapped, 0, mapped.text.length), by: `the label ${toQuote(bare)}` };
}

// Looked for in the 40 units before a label, so the cost of a search does not grow with the output.
const STATEMENT =
  /(?:answer|option|choice|letter)(?:\s{1,3}(?:is|was|letter|option)){0,2}\s{0,3}[:=]?\s{0,3}[([{*"'“]{0,3}$/iu;
const STATEMENT_REACH = 40;
const AFTER_STATED = /^(?:[)\]}*"'”.,:;!?\n]|$)/u;

function findStatedLabel(labels: readonly string[], outputText: string): Choice | null {
  return findLastLabel(labels, outputText, true, (start, end, isExactCase) => {
    if (!STATEMENT.test(outputText.slice(Math.max(0, start - STATEMENT_REACH), start))) return false;
    return isExactCase || AFTER_STATED.test(outputText.slice(end, end + 1));
  });
}

function findMarkedLabel(labels: readonly string[], outputText: string): Choice | null {
  return findLastLabel(labels, outputText, false, (start, end) => {
    const before = outputText.charAt(start - 1);
    const after = outputText.charAt(end);
    if (after === ')') return true;
    if (before === '[' && after === ']') return true;
    return (after === '.' || after === ':') && (before === '' || before === '\n') && !isWordAfter(outputText, end + 1);
  });
}

function findLastLabel(
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

function findText(texts: readonly string[], outputText: string, from: number): Choice | null {
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
