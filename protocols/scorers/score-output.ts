import type { Sample } from '#core/model/sample.ts';
import type { Score, Scorer, ScorerRule } from '#core/model/scorer.ts';
import { scoreChoice } from './score-choice.ts';
import { scoreExact } from './score-exact.ts';
import { scoreIncludes } from './score-includes.ts';
import { scoreJsonFields } from './score-json-fields.ts';
import { scoreNumber } from './score-number.ts';

/**
 * Judges one output by the first rule that names the sample's family (`families` null names every family).
 * @returns null when no rule does. An output that cannot be parsed is a score with `answer` null and success 0.
 * Never throws, whatever the output; the cost is linear in its length.
 */
export function scoreOutput(scorer: Scorer, sample: Sample, outputText: string): Score | null {
  const rule = scorer.rules.find(({ families }) => families === null || families.includes(sample.family));
  return rule === undefined ? null : scoreByRule(rule, sample, outputText);
}

function scoreByRule(rule: ScorerRule, sample: Sample, outputText: string): Score {
  switch (rule.type) {
    case 'exact':
      return scoreExact(rule, sample, outputText);
    case 'includes':
      return scoreIncludes(rule, sample, outputText);
    case 'number':
      return scoreNumber(rule, sample, outputText);
    case 'choice':
      return scoreChoice(sample, outputText);
    case 'json-fields':
      return scoreJsonFields(sample, outputText, rule.credit);
    default:
      return rule satisfies never;
  }
}
