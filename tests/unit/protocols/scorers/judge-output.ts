import type { Sample } from '#core/model/sample.ts';
import { Score, ScorerRule } from '#core/model/scorer.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { buildSample } from '../prompt-builder.ts';

/** The score of an output under one rule, both parsed, with the text that its span covers. */
export function judgeOutput(
  rule: ScorerRule,
  change: Partial<Sample>,
  output: string,
): Score & { readonly text: string | null } {
  const scorer = { name: 'answer', version: 1, rules: [ScorerRule.parse(rule)] };
  const score = Score.parse(scoreOutput(scorer, buildSample('x', change), output));
  return { ...score, text: score.span === null ? null : output.slice(...score.span) };
}
