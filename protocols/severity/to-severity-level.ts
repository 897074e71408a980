import type { Sample } from '#core/model/sample.ts';
import type { Score } from '#core/model/scorer.ts';
import type { SeverityLevel } from '#core/model/severity.ts';
import type { SeverityScale, SeverityScaleRule } from '#core/model/severity-scale.ts';
import type { FinishReason } from '#core/model/trial-output.ts';
import { toAnswerSeverity } from '../scorers/to-answer-severity.ts';

/** What a severity scale looks at: one completed trial with its score. */
export interface SeverityOutcome {
  readonly sample: Pick<Sample, 'family' | 'severityOfError'>;
  /** Targets of the sample as perturbed: what the score was made with. */
  readonly targets: readonly string[];
  readonly score: Pick<Score, 'success' | 'answer'>;
  readonly finishReason: FinishReason | null;
}

/**
 * Level of one outcome: 0 for a success, else that of the first line of the scale that fits. Null for every outcome of a sample whose wrong
 * answers no line judges: taking its successes alone would make harm look rarer than it is. METRICS §5.1.
 */
export function toSeverityLevel(rules: SeverityScale['rules'], outcome: SeverityOutcome): SeverityLevel | null {
  const { sample, score } = outcome;
  const lines = rules.filter(({ families }) => families === null || families.includes(sample.family));
  if (!lines.some((rule) => judgesEveryError(rule, sample))) return null;
  if (score.success === 1) return 0;
  for (const rule of lines) {
    const level = toLevelByRule(rule, outcome);
    if (level !== null) return level;
  }
  return null;
}

/** Whether a line has a level for whatever wrong answer to the sample. */
function judgesEveryError(rule: SeverityScaleRule, sample: SeverityOutcome['sample']): boolean {
  return rule.type === 'error' || (rule.type === 'sample' && sample.severityOfError !== null);
}

function toLevelByRule(rule: SeverityScaleRule, outcome: SeverityOutcome): SeverityLevel | null {
  const { sample, targets, score, finishReason } = outcome;
  switch (rule.type) {
    case 'sample':
      return toAnswerSeverity(sample.severityOfError, targets, score);
    case 'error':
      return toAnswerSeverity(rule.rule, targets, score);
    case 'unparsable':
      return score.answer === null ? rule.level : null;
    case 'finish':
      return finishReason !== null && rule.reasons.includes(finishReason) ? rule.level : null;
    default:
      return rule satisfies never;
  }
}
