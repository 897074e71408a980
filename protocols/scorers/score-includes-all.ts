import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText, normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';

/**
 * Looks for every target anywhere in the output after normalisation; empty targets are passed over. The answer is the list of those found, as JSON in the
 * order of the targets; the span goes from the first to the end of the last. An output without any is no match, an empty one unparsable.
 */
export function scoreIncludesAll(rule: ComparisonOf<'includes-all'>, sample: Sample, outputText: string): Score {
  const mapped = toMappedText(outputText, rule.ignoreCase);
  const wanted = [...new Set(sample.target.map(rule.ignoreCase ? foldText : normaliseText))].filter(
    (text) => text !== '',
  );
  if (mapped.text === '') return toMiss(null, null, 'The output is empty.');
  const found = wanted.flatMap((text) => {
    const start = mapped.text.indexOf(text);
    return start === -1 ? [] : [{ text, start, end: start + text.length }];
  });
  const answer = JSON.stringify(found.map(({ text }) => text));
  const start = found.reduce((least, place) => Math.min(least, place.start), mapped.text.length);
  const end = found.reduce((most, place) => Math.max(most, place.end), 0);
  const span = found.length === 0 ? null : toRawSpan(mapped, start, end);
  const count = `${found.length} of ${wanted.length} targets`;
  if (wanted.length > 0 && found.length === wanted.length)
    return toSuccess(answer, span, `The output contains ${count}.`);
  const missing = wanted.find((text) => !found.some((place) => place.text === text));
  const why = `The output contains ${count}${missing === undefined ? '' : `; ${toQuote(missing)} is missing`}.`;
  return toMiss(answer, span, why, rule.credit === 'whole' || wanted.length === 0 ? 0 : found.length / wanted.length);
}
