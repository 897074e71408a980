import type { Comparison } from '#core/model/comparison.ts';
import type { Sample } from '#core/model/sample.ts';
import type { ScorerRule } from '#core/model/scorer.ts';

/**
 * What a rule needs of a sample that the sample does not have, as the end of a sentence that begins with the sample; null when nothing. Without it every output would
 * be wrong or unparsable, whatever the model says.
 */
export function toSampleProblem(rule: ScorerRule, sample: Pick<Sample, 'options'>): string | null {
  if (rule.type === 'option-likelihood')
    return sample.options === null ? 'has no options: give it options, or judge its family by another rule' : null;
  const comparison: Comparison = rule.type === 'extracted' ? rule.rule : rule;
  if (comparison.type !== 'choice' && comparison.type !== 'choice-letter') return null;
  if (sample.options === null) return 'has no options: give it options, or judge its family by another rule';
  const needsLabels = comparison.type === 'choice-letter' && !comparison.tiers.includes('text');
  return needsLabels && sample.options.labels === null
    ? 'has options without labels: give them labels, or add the tier "text"'
    : null;
}
