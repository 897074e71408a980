import type { ComparisonOf } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import { findNumbers } from './find-numbers.ts';
import { toMiss, toSuccess } from './judgement.ts';

/**
 * Compares a number of the output with the targets. The answer is the shortest decimal form of the number; an output without a number is unparsable.
 */
export function scoreNumber(rule: ComparisonOf<'number'>, sample: Sample, outputText: string): Score {
  const found = findNumbers(outputText).at(rule.take === 'first' ? 0 : -1);
  if (found === undefined) return toMiss(null, null, 'The output contains no number.');
  const answer = String(found.value);
  const targets = sample.target.flatMap((target) => findNumbers(target).slice(0, 1));
  const match = targets.find((target) => Math.abs(target.value - found.value) <= rule.tolerance);
  const which = `The ${rule.take} number of the output, ${answer},`;
  return match === undefined
    ? toMiss(answer, found.span, `${which} equals no target.`)
    : toSuccess(answer, found.span, `${which} equals the target ${match.value}.`);
}
