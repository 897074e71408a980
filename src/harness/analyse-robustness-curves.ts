import type { Estimate } from '#core/model/report.ts';
import type { Condition } from '#core/model/trial.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { robustnessCurveAuc } from '#core/stats/robustness-curve-auc.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toScoreMatrix } from '#core/stats/score-matrix.ts';
import type { RobustnessRun } from './analyse-robustness-run.ts';

/** One perturbation at several intensities. */
interface Ladder {
  /** Condition id without intensity and variant, e.g. `kbd_typo@2`. */
  readonly conditionId: string;
  /** By intensity above 0, ascending. */
  readonly steps: readonly { readonly intensity: number; readonly conditions: readonly Condition[] }[];
}

/**
 * Accuracy along the intensities of a perturbation, on the samples that every intensity changes, and pass^k at each of them: the surface
 * R(k, ε) of METRICS §3.11 as a grid. Variants of one intensity are pooled for the curve and kept apart in the grid.
 */
export function analyseCurves(run: RobustnessRun, conditions: readonly Condition[]): readonly Estimate[] {
  return toLadders(conditions).flatMap(({ conditionId, steps }) => [
    analyseCurve(run, conditionId, steps),
    ...steps.flatMap((step) => step.conditions.flatMap((condition) => analyseGrid(run, condition.conditionId))),
  ]);
}

function analyseCurve(run: RobustnessRun, conditionId: string, steps: Ladder['steps']): Estimate {
  const { context, model, scorer, observations } = run;
  const levels = steps.map((step) =>
    toSampleOutcomes(step.conditions.flatMap((condition) => observations.get(condition.conditionId) ?? [])),
  );
  const matrix = toScoreMatrix([run.outcomesByCondition.get(ORIGINAL) ?? [], ...levels]);
  const intensities = [0, ...steps.map(({ intensity }) => intensity)];
  const params = { levels: intensities.length, maxIntensity: intensities.at(-1) ?? 0 };
  return context.estimate({ metric: 'robustness_curve_auc', model, conditionId, scorer, params }, (settings) =>
    robustnessCurveAuc(matrix, intensities, settings),
  );
}

function analyseGrid(
  { context, model, scorer, outcomesByCondition }: RobustnessRun,
  conditionId: string,
): readonly Estimate[] {
  const samples = outcomesByCondition.get(conditionId) ?? [];
  return Array.from({ length: context.rows.config.protocol.epochs.perturbed }, (_, index) => {
    const k = index + 1;
    return context.estimate({ metric: 'pass_hat_k', model, conditionId, scorer, params: { k } }, (settings) =>
      passHatK(samples, k, settings),
    );
  });
}

/** Conditions with an intensity above 0, by perturbation and other parameters, in the order of the plan. */
function toLadders(conditions: readonly Condition[]): readonly Ladder[] {
  const graded = conditions.flatMap((condition) => {
    const intensity = condition.perturbation?.params['intensity'];
    return typeof intensity === 'number' && intensity > 0 ? [{ condition, intensity }] : [];
  });
  const byPerturbation = Map.groupBy(graded, ({ condition }) => toLadderId(condition.conditionId));
  return [...byPerturbation].map(([conditionId, members]) => {
    const byIntensity = Map.groupBy(members, ({ intensity }) => intensity);
    const steps = [...byIntensity]
      .toSorted(([a], [b]) => a - b)
      .map(([intensity, step]) => ({ intensity, conditions: step.map(({ condition }) => condition) }));
    return { conditionId, steps };
  });
}

/** The condition id without variant and intensity. */
function toLadderId(conditionId: string): string {
  return conditionId
    .replace(/#\d+$/u, '')
    .replace(/(?<=[:,])intensity=[^,]*,?/u, '')
    .replace(/[:,]$/u, '');
}
