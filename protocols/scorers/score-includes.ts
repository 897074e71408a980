import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { toMiss, toQuote, toSuccess } from './judgement.ts';
import { foldText, normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';

/**
 * Looks for a target anywhere in the output after normalisation. The answer is the first target found, or the normalised
 * output when none is; an empty output is unparsable.
 */
export function scoreIncludes(rule: ComparisonOf<'includes'>, sample: Sample, outputText: string): Score {
  const mapped = toMappedText(outputText, rule.ignoreCase);
  for (const target of sample.target) {
    const wanted = rule.ignoreCase ? foldText(target) : normaliseText(target);
    const start = wanted === '' ? -1 : mapped.text.indexOf(wanted);
    if (start !== -1) {
      const span = toRawSpan(mapped, start, start + wanted.length);
      return toSuccess(wanted, span, `The output contains the target ${toQuote(wanted)}.`);
    }
  }
  if (mapped.text === '') return toMiss(null, null, 'The output is empty.');
  return toMiss(mapped.text, null, 'The output contains no target.');
}
