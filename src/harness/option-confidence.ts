import type { OptionScore } from '#core/model/option-score.ts';
import { optionSoftmax } from '#core/stats/predictability/option-softmax.ts';
import { toLargestIndex, toOptionValues } from '#core/text/likeliest-option.ts';
import { findRule } from '#protocols/scorers/find-rule.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ScoredTrial } from './scored-trials.ts';

/** The option that a scorer took for the answer of a trial that chose, and how sure the model was of it among the options. */
export interface OptionConfidence {
  readonly option: OptionScore;
  /** Largest share of a softmax over what the scorer compared, in (0, 1]. */
  readonly softmax: number;
}

/**
 * Confidence of a trial that chose among options, null where the model generated. The options are compared as the trial's scorer
 * compares them, so that confidence and success are of the same answer; scorers that read the output text compare plain sums.
 */
export function toOptionConfidence(context: AnalysisContext, trial: ScoredTrial): OptionConfidence | null {
  const { options } = trial.transcript;
  if (options === undefined) return null;
  const scorer = context.rows.config.scorers.find(({ name }) => name === trial.score.scorer);
  const rule = scorer === undefined ? null : findRule(scorer, trial.sample);
  const values = toOptionValues(options, rule?.type === 'option-likelihood' ? rule.per : 'option');
  const position = toLargestIndex(values);
  const [option, softmax] = [options[position], optionSoftmax(values)[position]];
  return option === undefined || softmax === undefined ? null : { option, softmax };
}
