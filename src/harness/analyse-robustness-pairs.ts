import type { Estimate } from '#core/model/report.ts';
import type { PerturbationClass } from '#core/model/trial.ts';
import { accDrop } from '#core/stats/acc-drop.ts';
import { attackSuccessRate } from '#core/stats/attack-success-rate.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { flipRate } from '#core/stats/flip-rate.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import { negativeFlipRate } from '#core/stats/negative-flip-rate.ts';
import type { PairedSample } from '#core/stats/paired-sample.ts';
import { halRobustnessRatio, pdr, robustnessRatio } from '#core/stats/robustness-ratio.ts';
import type { TestedResult } from '#core/stats/tested-mean-result.ts';
import { estimateFamily } from './analyse-robustness-holm.ts';
import type { RobustnessPlace, RobustnessRun } from './analyse-robustness-run.ts';
import { pairSamples } from './analyse-robustness-run.ts';

/** A metric of pairs by its id and parameters. */
interface PairMetric<Result extends MetricResult> {
  readonly metric: string;
  readonly params: Estimate['params'];
  readonly run: (pairs: readonly PairedSample[], settings: IntervalSettings) => Result;
}

const ANSWER = { of: 'answer' };
const OUTCOME = { of: 'outcome' };

/** Differences that are 0 when a perturbation does nothing; tested as a family. */
const TESTED: readonly PairMetric<TestedResult>[] = [
  { metric: 'acc_drop', params: {}, run: accDrop },
  { metric: 'excess_flip', params: ANSWER, run: (pairs, settings) => excessFlip(pairs, 'answer', settings) },
  { metric: 'excess_flip', params: OUTCOME, run: (pairs, settings) => excessFlip(pairs, 'outcome', settings) },
  {
    metric: 'excess_flip_symmetric@a',
    params: ANSWER,
    run: (pairs, settings) => excessFlipSymmetric(pairs, 'answer', settings),
  },
  {
    metric: 'excess_flip_symmetric@a',
    params: OUTCOME,
    run: (pairs, settings) => excessFlipSymmetric(pairs, 'outcome', settings),
  },
];

const UNTESTED: readonly PairMetric<MetricResult>[] = [
  { metric: 'flip_rate', params: ANSWER, run: (pairs, settings) => flipRate(pairs, 'answer', settings) },
  { metric: 'flip_rate', params: OUTCOME, run: (pairs, settings) => flipRate(pairs, 'outcome', settings) },
  { metric: 'negative_flip_rate', params: {}, run: negativeFlipRate },
  { metric: 'attack_success_rate', params: {}, run: attackSuccessRate },
  { metric: 'pdr', params: {}, run: pdr },
  { metric: 'robustness_ratio', params: {}, run: robustnessRatio },
  { metric: 'hal_robustness_ratio', params: {}, run: halRobustnessRatio },
];

/**
 * What the original and the perturbed prompts of a sample say beside each other, for the rows of one table: the tested differences metric by
 * metric, with Holm over the rows, then the rates and ratios row by row.
 * @param over what the rows are, for the name of the family: `conditions` or `operators`.
 */
export function analysePairs(
  run: RobustnessRun,
  perturbationClass: PerturbationClass,
  over: string,
  places: readonly RobustnessPlace[],
): readonly Estimate[] {
  const { context, model, scorer } = run;
  const rows = places.map(({ conditionId, conditions }) => {
    return { place: { model, conditionId, scorer }, pairs: pairSamples(run, conditions) };
  });
  return [
    ...TESTED.flatMap(({ metric, params, run: estimate }) =>
      estimateFamily(
        context,
        [`class ${perturbationClass}`, over, metric, ...Object.values(params)].join(', '),
        rows.map(({ place, pairs }) => ({
          place: { ...place, metric, params },
          run: (settings) => estimate(pairs, settings),
        })),
      ),
    ),
    ...rows.flatMap(({ place, pairs }) =>
      UNTESTED.map(({ metric, params, run: estimate }) =>
        context.estimate({ ...place, metric, params }, (settings) => estimate(pairs, settings)),
      ),
    ),
  ];
}
