import type { Estimate } from '#core/model/report.ts';
import type { Condition } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { dirPassRate } from '#core/stats/dir-pass-rate.ts';
import type { DirectedSample } from '#core/stats/dir-pass-rate.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { RobustnessRun } from './analyse-robustness-run.ts';
import { toConditionsOfClass } from './analyse-robustness-run.ts';

/** Directional tests: conditions of class N, on the samples whose target they change. Never mixed with the others (METRICS §3.5). */
export function analyseDirected(run: RobustnessRun): readonly Estimate[] {
  const { context, model, scorer } = run;
  return toConditionsOfClass(run, 'N').map((condition) => {
    const { conditionId } = condition;
    return context.estimate({ metric: 'dir_pass_rate', model, conditionId, scorer }, (settings) =>
      dirPassRate(toDirected(run, condition), settings),
    );
  });
}

function toDirected(run: RobustnessRun, { conditionId }: Condition): readonly DirectedSample[] {
  const changed = toChangedTargets(run, conditionId);
  const passed = (run.observations.get(conditionId) ?? []).filter(({ success }) => success === 1);
  const passedBySample = new Map(toSampleOutcomes(passed).map((outcomes) => [outcomes.sampleId, outcomes]));
  const perturbedBySample = new Map(
    (run.outcomesByCondition.get(conditionId) ?? []).map((outcomes) => [outcomes.sampleId, outcomes]),
  );
  return (run.outcomesByCondition.get(ORIGINAL) ?? []).flatMap((baseline) => {
    const perturbed = perturbedBySample.get(baseline.sampleId);
    if (perturbed === undefined || !changed.has(baseline.sampleId)) return [];
    return [{ baseline, perturbed, passed: passedBySample.get(baseline.sampleId) ?? null }];
  });
}

/** Samples that no answer satisfies both before and after the perturbation. */
function toChangedTargets({ context }: RobustnessRun, conditionId: string): ReadonlySet<string> {
  const rows = context.rows.conditionRows.filter((row) => row.conditionId === conditionId);
  return new Set(
    rows.flatMap(({ sampleId, target }) => {
      const original = context.sampleById.get(sampleId)?.target ?? [];
      return target.some((entry) => original.includes(entry)) ? [] : [sampleId];
    }),
  );
}
