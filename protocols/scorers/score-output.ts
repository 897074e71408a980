import type { OptionScore } from '#core/model/option-score.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Score, Scorer } from '#core/model/scorer.ts';
import { findRule } from './find-rule.ts';
import { scoreComparison } from './score-comparison.ts';
import { scoreExtracted } from './score-extracted.ts';
import { scoreOptionLikelihood } from './score-option-likelihood.ts';

/**
 * Judges one output by the first rule that names the sample's family.
 * @param optionScores log-probabilities of the sample's options; null where the model generated.
 * @returns null when no rule does. An output that cannot be parsed is a score with `answer` null and success 0.
 * Never throws, whatever the output; the cost is linear in its length.
 */
export function scoreOutput(
  scorer: Scorer,
  sample: Sample,
  outputText: string,
  optionScores: readonly OptionScore[] | null = null,
): Score | null {
  const rule = findRule(scorer, sample);
  if (rule === null) return null;
  if (rule.type === 'option-likelihood') return scoreOptionLikelihood(rule, sample, optionScores);
  return rule.type === 'extracted'
    ? scoreExtracted(rule, sample, outputText)
    : scoreComparison(rule, sample, outputText);
}
