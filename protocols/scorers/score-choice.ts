import type { Sample, SampleOptions } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findLastLabel, findMarkedLabel, findText, findWholeLabel, type Choice } from './find-choice.ts';
import { judgeChoice } from './judge-choice.ts';
import { toMiss } from './judgement.ts';

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
  return judgeChoice(sample.target, options, choice);
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
