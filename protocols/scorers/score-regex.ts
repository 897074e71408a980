import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findSearch, MAX_SEARCH_STEPS } from './compiled-search.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText, normaliseText } from './normalise-text.ts';

/**
 * Searches the text in form NFC and compares what the search takes, normalised, with the targets; with `presence` finding it is enough. The answer is
 * what was taken. No match, or a search over its steps, is unparsable.
 */
export function scoreRegex(rule: ComparisonOf<'regex'>, sample: Sample, outputText: string): Score {
  const found = findSearch(rule.search, outputText);
  if (found === 'nothing') return toMiss(null, null, 'The pattern does not occur in the output.');
  if (found === 'given-up') return toMiss(null, null, `The search was given up after ${MAX_SEARCH_STEPS} steps.`);
  const toForm = rule.ignoreCase ? foldText : normaliseText;
  const answer = toForm(found.text);
  const span: Score['span'] = found.span[0] === found.span[1] ? null : [...found.span];
  const taken = `The pattern finds ${toQuote(answer)}`;
  if (rule.compare === 'presence') return toSuccess(answer, span, `${taken}.`);
  return sample.target.some((target) => toForm(target) === answer)
    ? toSuccess(answer, span, `${taken}, which equals the target.`)
    : toMiss(answer, span, `${taken}, which equals no target.`);
}
