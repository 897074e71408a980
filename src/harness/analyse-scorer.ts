import type { Estimate } from '#core/model/report.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { accuracy } from '#core/stats/accuracy.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { analyseAxes } from './analyse-axes.ts';
import { analyseConsistency } from './analyse-consistency.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ObservationsByCondition } from './analyse-observations.ts';
import { toBoundObservations, toFailedTrials, toObservationsByCondition } from './analyse-observations.ts';
import type { RobustnessRun } from './analyse-robustness-run.ts';
import { analyseRobustness } from './analyse-robustness.ts';

/** Every estimate of one model that needs the scores of one scorer, cost excepted. */
export function analyseScorer(context: AnalysisContext, model: string, scorer: Scorer): readonly Estimate[] {
  const observations = toObservationsByCondition(context, model, scorer.name);
  const outcomesByCondition = new Map([...observations].map(([id, members]) => [id, toSampleOutcomes(members)]));
  return [
    ...analyseAccuracies(context, model, scorer, { observations, outcomesByCondition }),
    ...analyseFamilies(context, model, scorer, observations),
    ...analyseConsistency(context, model, scorer.name, observations.get(ORIGINAL) ?? []),
    ...analyseRobustness({ context, model, scorer: scorer.name, observations, outcomesByCondition }),
    ...analyseAxes(context, model, scorer.name, observations),
  ];
}

/** Accuracy by condition; where trials failed for good, also with all of them wrong and all of them right (DESIGN §5.6). */
function analyseAccuracies(
  context: AnalysisContext,
  model: string,
  scorer: Scorer,
  { observations, outcomesByCondition }: Pick<RobustnessRun, 'observations' | 'outcomesByCondition'>,
): readonly Estimate[] {
  const failedByCondition = Map.groupBy(toFailedTrials(context, model, scorer), (row) => row.conditionId);
  return context.rows.conditions.flatMap(({ conditionId }) => {
    const completed = observations.get(conditionId) ?? [];
    const failed = failedByCondition.get(conditionId) ?? [];
    const place = { metric: 'accuracy', model, conditionId, scorer: scorer.name };
    const toBound = (bound: string, success: 0 | 1): Estimate => {
      const samples = toSampleOutcomes([...completed, ...toBoundObservations(context, failed, success)]);
      return context.estimate({ ...place, params: { bound } }, (settings) => accuracy(samples, settings));
    };
    const estimate = context.estimate(place, (settings) =>
      accuracy(outcomesByCondition.get(conditionId) ?? [], settings),
    );
    if (failed.length === 0) return [estimate];
    return [estimate, toBound('failed-as-wrong', 0), toBound('failed-as-right', 1)];
  });
}

function analyseFamilies(
  context: AnalysisContext,
  model: string,
  scorer: Scorer,
  observations: ObservationsByCondition,
): readonly Estimate[] {
  const baseline = observations.get(ORIGINAL) ?? [];
  const byFamily = Map.groupBy(baseline, ({ sampleId }) => context.sampleById.get(sampleId)?.family);
  const families = new Set(context.rows.samples.map((sample) => sample.family));
  return [...families].map((family) =>
    context.estimate(
      { metric: 'accuracy', model, conditionId: ORIGINAL, scorer: scorer.name, params: { family } },
      (settings) => accuracy(toSampleOutcomes(byFamily.get(family) ?? []), settings),
    ),
  );
}
