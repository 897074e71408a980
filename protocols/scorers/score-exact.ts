import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText, normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';

type ExactRule = ComparisonOf<'exact'>;

/** The final marks of METRICS §10.2 `punct_strip`, and the spaces around them. */
const FINAL_MARKS = new Set(['.', '?', '!', '।', '؟', '。', '？', ' ']);

/**
 * Compares the whole output with each target after normalisation. The answer is the normalised output, without case or
 * final punctuation where the rule ignores them; an empty output is unparsable unless a target is empty.
 */
export function scoreExact(rule: ExactRule, sample: Sample, outputText: string): Score {
  const toForm = (text: string): string =>
    withoutFinalMarks(rule, rule.ignoreCase ? foldText(text) : normaliseText(text));
  const answer = toForm(outputText);
  const mapped = toMappedText(outputText, false);
  const span = mapped.text === '' ? null : toRawSpan(mapped, 0, mapped.text.length);
  if (sample.target.some((target) => toForm(target) === answer)) {
    return toSuccess(answer, span, `The output equals the target ${toQuote(answer)}.`);
  }
  if (answer === '') return toMiss(null, null, 'The output is empty.');
  return toMiss(answer, span, `The output ${toQuote(answer)} equals no target.`);
}

function withoutFinalMarks(rule: ExactRule, text: string): string {
  if (!rule.ignoreFinalPunctuation) return text;
  let end = text.length;
  while (end > 0 && FINAL_MARKS.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
