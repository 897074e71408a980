import type { Estimate } from '#core/model/report.ts';
import { toMaxConditions, worstCaseGapAdj } from '#core/stats/worst-case-gap-adj.ts';
import { worstCaseAcc } from '#core/stats/worst-case-acc.ts';
import { analyseCurves } from './analyse-robustness-curves.ts';
import { analyseDirected } from './analyse-robustness-directed.ts';
import { analyseFormats } from './analyse-robustness-formats.ts';
import { analyseOptions } from './analyse-robustness-options.ts';
import { analysePairs } from './analyse-robustness-pairs.ts';
import type { RobustnessPlace, RobustnessRun } from './analyse-robustness-run.ts';
import { pairSamples, toConditionsOfClass, toOperatorPlaces } from './analyse-robustness-run.ts';

/**
 * Robustness under one scorer: by condition of class P and L, by perturbation with several variants, and pooled over each class that
 * occurs; then directional tests of class N. Class L is pooled apart from P because it is not reviewed; class N changes the meaning and has
 * no place among them (METRICS §10, DESIGN §3).
 */
export function analyseRobustness(run: RobustnessRun): readonly Estimate[] {
  return [...(['P', 'L'] as const).flatMap((wanted) => analyseClass(run, wanted)), ...analyseDirected(run)];
}

function analyseClass(run: RobustnessRun, perturbationClass: 'P' | 'L'): readonly Estimate[] {
  const conditions = toConditionsOfClass(run, perturbationClass);
  if (conditions.length === 0) return [];
  const single = conditions.map((condition) => ({ conditionId: condition.conditionId, conditions: [condition] }));
  const operators = toOperatorPlaces(conditions);
  const pooled = { conditionId: `all-${perturbationClass}`, conditions };
  return [
    ...analysePairs(run, perturbationClass, 'conditions', single),
    ...analysePairs(run, perturbationClass, 'operators', operators),
    ...analysePairs(run, perturbationClass, 'pooled', [pooled]),
    ...analyseWorstCase(run, pooled),
    ...[...operators, pooled].flatMap((place) => analyseFormats(run, place)),
    ...analyseCurves(run, conditions),
    ...analyseOptions(run, pooled),
  ];
}

function analyseWorstCase(run: RobustnessRun, { conditionId, conditions }: RobustnessPlace): readonly Estimate[] {
  const { context, model, scorer } = run;
  const pairs = pairSamples(run, conditions);
  const params = { J: toMaxConditions(pairs), rule: 'J-per-sample' };
  const place = { model, conditionId, scorer, params };
  const epochs = context.rows.config.protocol.epochs.baseline;
  return [
    context.estimate({ ...place, metric: 'worst_case_acc' }, (settings) => worstCaseAcc(pairs, settings)),
    context.estimate({ ...place, metric: 'worst_case_gap_adj' }, (settings) =>
      worstCaseGapAdj(pairs, epochs, settings),
    ),
  ];
}
