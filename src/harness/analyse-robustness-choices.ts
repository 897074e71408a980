import type { Sample } from '#core/model/sample.ts';
import { foldText } from '#protocols/scorers/normalise-text.ts';
import type { RobustnessRun } from './analyse-robustness-run.ts';

/** A multiple-choice sample whose answers the scorer reads as options. */
export interface ChoiceSample {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly family: string;
  /** Answers that a trial can have, folded as the scorer folds them, in the order of the original prompt; no two equal. */
  readonly answers: readonly string[];
  /** Position of the right one. */
  readonly targetPosition: number;
}

/** Rules whose answers are the folded texts of options. */
const OPTION_RULES: readonly string[] = ['choice', 'choice-letter', 'option-likelihood'];

/** Samples with options that a rule of options judges, with one right option. Answers are texts, which stay when options move. */
export function toChoiceSamples({ context, scorer }: RobustnessRun): readonly ChoiceSample[] {
  const rules = context.rows.config.scorers.find(({ name }) => name === scorer)?.rules ?? [];
  return context.rows.samples.flatMap((sample) => {
    const rule = rules.find(({ families }) => families === null || families.includes(sample.family));
    const comparison = rule?.type === 'extracted' ? rule.rule.type : rule?.type;
    return comparison !== undefined && OPTION_RULES.includes(comparison) ? (toChoiceSample(sample) ?? []) : [];
  });
}

function toChoiceSample({ sampleId, clusterId, family, options, target }: Sample): ChoiceSample | null {
  if (options === null) return null;
  const answers = options.texts.map(foldText);
  const labels = (options.labels ?? []).map(foldText);
  const positions = new Set(
    target.map((entry) => {
      const label = labels.indexOf(foldText(entry));
      return label === -1 ? answers.indexOf(foldText(entry)) : label;
    }),
  );
  const [targetPosition = -1] = positions;
  if (positions.size !== 1 || targetPosition === -1 || new Set(answers).size < answers.length) return null;
  return { sampleId, clusterId, family, answers, targetPosition };
}
