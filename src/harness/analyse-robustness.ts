import type { Estimate } from '#core/model/report.ts';
import type { Condition, PerturbationClass } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { accDrop } from '#core/stats/acc-drop.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { toPairedSamples } from '#core/stats/paired-sample.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toMaxConditions, worstCaseGapAdj } from '#core/stats/worst-case-gap-adj.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';
import type { ObservationsByCondition } from './analyse-observations.ts';

/** One row of the robustness table: a condition, or all conditions of a class. */
interface RobustnessPlace {
  readonly model: string;
  readonly conditionId: string;
  readonly scorer: string;
}

/**
 * Robustness by condition of class P and L, and pooled over each class that occurs. Class L is pooled apart from P because it is not
 * reviewed; class N changes the meaning and has no place here (METRICS §10, DESIGN §3).
 */
export function analyseRobustness(
  context: AnalysisContext,
  model: string,
  scorer: string,
  observations: ObservationsByCondition,
): readonly Estimate[] {
  const baseline = toSampleOutcomes(observations.get(ORIGINAL) ?? []);
  const outcomesByCondition = new Map([...observations].map(([id, members]) => [id, toSampleOutcomes(members)]));
  const toPairs = (conditions: readonly Condition[]): readonly PairedSample[] =>
    pairSamples(context, baseline, outcomesByCondition, conditions);
  return (['P', 'L'] as const).flatMap((perturbationClass) => {
    const conditions = toConditionsOfClass(context, perturbationClass);
    if (conditions.length === 0) return [];
    const pooledPlace = { model, conditionId: `all-${perturbationClass}`, scorer };
    const pooledPairs = toPairs(conditions);
    return [
      ...conditions.flatMap((condition) =>
        analysePairs(context, { model, conditionId: condition.conditionId, scorer }, toPairs([condition])),
      ),
      ...analysePairs(context, pooledPlace, pooledPairs),
      analyseWorstCase(context, pooledPlace, pooledPairs),
    ];
  });
}

function toConditionsOfClass(context: AnalysisContext, perturbationClass: PerturbationClass): readonly Condition[] {
  return context.rows.conditions.filter(({ perturbation }) => perturbation?.class === perturbationClass);
}

function pairSamples(
  context: AnalysisContext,
  baseline: readonly SampleOutcomes[],
  outcomesByCondition: ReadonlyMap<string, readonly SampleOutcomes[]>,
  conditions: readonly Condition[],
): readonly PairedSample[] {
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

function analysePairs(
  context: AnalysisContext,
  place: RobustnessPlace,
  pairs: readonly PairedSample[],
): readonly Estimate[] {
  const toFlipPlace = (of: 'answer' | 'outcome'): EstimatePlace => ({
    ...place,
    metric: 'excess_flip',
    params: { of },
  });
  return [
    context.estimate({ ...place, metric: 'acc_drop' }, (settings) => accDrop(pairs, settings)),
    context.estimate(toFlipPlace('answer'), (settings) => excessFlip(pairs, 'answer', settings)),
    context.estimate(toFlipPlace('outcome'), (settings) => excessFlip(pairs, 'outcome', settings)),
  ];
}

function analyseWorstCase(context: AnalysisContext, place: RobustnessPlace, pairs: readonly PairedSample[]): Estimate {
  const params = { J: toMaxConditions(pairs), rule: 'J-per-sample' };
  const epochs = context.rows.config.protocol.epochs.baseline;
  return context.estimate({ ...place, metric: 'worst_case_gap_adj', params }, (settings) =>
    worstCaseGapAdj(pairs, epochs, settings),
  );
}
