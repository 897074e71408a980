import type { Condition, PerturbationClass } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { Observation } from '#core/stats/observation.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ObservationsByCondition } from './analyse-observations.ts';

/** One model under one scorer, counted by condition: what every robustness estimate starts from. */
export interface RobustnessRun {
  readonly context: AnalysisContext;
  readonly model: string;
  readonly scorer: string;
  readonly observations: ObservationsByCondition;
  /** Samples with completed trials, by condition; noops left out. */
  readonly outcomesByCondition: ReadonlyMap<string, readonly SampleOutcomes[]>;
}

/** A row of the robustness table: a condition, the variants of one perturbation, or all conditions of a class. */
export interface RobustnessPlace {
  /** What `Estimate.conditionId` is. */
  readonly conditionId: string;
  readonly conditions: readonly Condition[];
}

/** Conditions of one class, in the order of the plan. */
export function toConditionsOfClass(
  { context }: RobustnessRun,
  perturbationClass: PerturbationClass,
): readonly Condition[] {
  return context.rows.conditions.filter(({ perturbation }) => perturbation?.class === perturbationClass);
}

/**
 * Perturbations with the same parameters and several variants, each with the variants as its conditions, in the order of the plan. The
 * place is named by the condition id without its variant, e.g. `fmt_separator@1`.
 */
export function toOperatorPlaces(conditions: readonly Condition[]): readonly RobustnessPlace[] {
  const byOperator = Map.groupBy(conditions, ({ conditionId }) => conditionId.replace(/#\d+$/u, ''));
  return [...byOperator].flatMap(([conditionId, members]) =>
    members.length < 2 ? [] : [{ conditionId, conditions: members }],
  );
}

/** Completed samples of the original beside the same samples under the conditions. */
export function pairSamples(
  { context, outcomesByCondition }: RobustnessRun,
  conditions: readonly Condition[],
): readonly PairedSample[] {
  const baseline = outcomesByCondition.get(ORIGINAL) ?? [];
  const conditionIds = conditions.map(({ conditionId }) => conditionId);
  const countBySample = new Map(
    baseline.map(({ sampleId }) => {
      const changing = context.changingConditionsBySample.get(sampleId);
      return [sampleId, conditionIds.filter((conditionId) => changing?.has(conditionId)).length] as const;
    }),
  );
  const outcomes = conditionIds.map((conditionId) => outcomesByCondition.get(conditionId) ?? []);
  return toPairedSamples(baseline, outcomes, countBySample);
}

/**
 * Samples of a condition over as many epochs as the original and the perturbed prompts both have, the first ones, so that every prompt has
 * equally many chances: what comparisons of several prompts at once need.
 */
export function toEqualOutcomes(run: RobustnessRun, conditionId: string): readonly SampleOutcomes[] {
  const { baseline, perturbed } = run.context.rows.config.protocol.epochs;
  const epochs = Math.min(baseline, perturbed);
  const isWhole = (conditionId === ORIGINAL ? baseline : perturbed) === epochs;
  if (isWhole) return run.outcomesByCondition.get(conditionId) ?? [];
  const early = (run.observations.get(conditionId) ?? []).filter(({ epoch }: Observation) => epoch <= epochs);
  return toSampleOutcomes(early);
}
