import type { Sample } from '#core/model/sample.ts';
import type { Score, ScorerRule } from '#core/model/scorer.ts';
import { extractPart, toExtractorText } from './extract-part.ts';
import { toMiss } from './judgement.ts';
import { scoreComparison } from './score-comparison.ts';

/** Narrows the output by the rule's extractors and compares what is left; the span points into the whole output. */
export function scoreExtracted(
  rule: Extract<ScorerRule, { type: 'extracted' }>,
  sample: Sample,
  outputText: string,
): Score {
  const { span, failed } = extractPart(rule.from, outputText);
  if (failed !== null) {
    const absence = `There is no ${toExtractorText(failed)}`;
    if (rule.otherwise === 'unparsable') return toMiss(null, null, `${absence} in the output.`);
    const score = scoreComparison(rule.rule, sample, outputText);
    return { ...score, why: `${absence}, so the whole is read. ${score.why}` };
  }
  const [start, end] = span;
  const score = scoreComparison(rule.rule, sample, outputText.slice(start, end));
  const steps = rule.from.map((extractor) => toExtractorText(extractor)).join(', therein the ');
  return {
    ...score,
    span: score.span && [score.span[0] + start, score.span[1] + start],
    why: `Read is the ${steps}. ${score.why}`,
  };
}
