import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { chrf, toCharacterNgrams } from '#core/text/chrf.ts';
import { toMiss } from './judgement.ts';
import { normaliseText, toMappedText, toRawSpan } from './normalise-text.ts';
import { toMeasuredScore } from './score-measure.ts';

/** chrF of the output against the nearest target. The answer is the normalised output; an empty output is unparsable unless a target is empty. */
export function scoreChrf(rule: ComparisonOf<'chrf'>, sample: Sample, outputText: string): Score {
  const answer = normaliseText(outputText);
  const hasEmptyTarget = sample.target.some((target) => normaliseText(target) === '');
  if (answer === '' && !hasEmptyTarget) return toMiss(null, null, 'The output is empty.');
  const given = toCharacterNgrams(answer);
  const nearest = Math.max(...sample.target.map((target) => chrf(given, toCharacterNgrams(target), rule.beta)));
  const mapped = toMappedText(outputText, false);
  const span = mapped.text === '' ? null : toRawSpan(mapped, 0, mapped.text.length);
  const why = `chrF (β = ${rule.beta}) against the nearest target is ${nearest.toFixed(3)}.`;
  return toMeasuredScore(nearest, rule.passAt, { answer, span, why });
}
