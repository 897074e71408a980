import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { circularEval } from '#core/stats/circular-eval.ts';
import { undefinedResult, withoutInterval } from '#core/stats/metric-result.ts';
import type { PositionedSample } from '#core/stats/option-positions.ts';
import { toPositionColumns } from '#core/stats/option-positions.ts';
import { positionChiSquare, positionTvd } from '#core/stats/position-tvd.ts';
import { rstd } from '#core/stats/rstd.ts';
import type { SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { ChoiceSample } from './analyse-robustness-choices.ts';
import type { RobustnessPlace, RobustnessRun } from './analyse-robustness-run.ts';
import { toEqualOutcomes } from './analyse-robustness-run.ts';

/** Perturbation whose variant v moves each option up by v + 1 places. */
const ROTATION = 'opt_rotate';

/** A multiple-choice sample with its outcomes under every rotation: `rotations[places]`, the original at 0. */
interface RotatedChoice extends ChoiceSample {
  readonly rotations: readonly SampleOutcomes[];
}

/**
 * What the order of options does, on the samples of m options that were asked under all m rotations, so that each option stood at each
 * place equally often: CircularEval over all of them, position bias by m. None without rotations in the design.
 */
export function analyseRotations(
  run: RobustnessRun,
  { conditionId, conditions }: RobustnessPlace,
  choices: readonly ChoiceSample[],
): readonly Estimate[] {
  const rotations = conditions.filter(({ perturbation }) => perturbation?.id === ROTATION);
  if (rotations.length === 0) return [];
  const idByPlaces = new Map([
    [0, ORIGINAL],
    ...rotations.map((condition) => [(condition.perturbation?.variant ?? 0) + 1, condition.conditionId] as const),
  ]);
  const rotated = toRotated(run, idByPlaces, choices);
  const { context, model, scorer } = run;
  const place = { model, conditionId, scorer };
  const byCount = [...Map.groupBy(rotated, ({ answers }) => answers.length)].toSorted(([a], [b]) => a - b);
  return [
    context.estimate({ ...place, metric: 'circular_eval' }, (settings) => circularEval(rotated, settings)),
    ...byCount.flatMap(([options, members]) => {
      const samples = members.map(toPositioned);
      return [
        context.estimate({ ...place, metric: 'rstd', params: { options } }, (settings) =>
          rstd(samples, options, settings),
        ),
        context.estimate({ ...place, metric: 'position_tvd', params: { options } }, (settings) =>
          positionTvd(samples, options, settings),
        ),
        ...analyseChiSquare(run, conditionId, options, samples),
      ];
    }),
  ];
}

function toRotated(
  run: RobustnessRun,
  idByPlaces: ReadonlyMap<number, string>,
  choices: readonly ChoiceSample[],
): readonly RotatedChoice[] {
  const outcomesByPlaces = new Map(
    [...idByPlaces].map(([places, id]) => [
      places,
      new Map(toEqualOutcomes(run, id).map((outcomes) => [outcomes.sampleId, outcomes])),
    ]),
  );
  return choices.flatMap((choice) => {
    const rotations = choice.answers.flatMap((_, places) => outcomesByPlaces.get(places)?.get(choice.sampleId) ?? []);
    return rotations.length === choice.answers.length ? [{ ...choice, rotations }] : [];
  });
}

/** Trials by place: an option that stands at i in the original stands at i − places after a rotation. */
function toPositioned({ sampleId, clusterId, answers, targetPosition, rotations }: RotatedChoice): PositionedSample {
  const trials = rotations.flatMap((outcomes, places) => {
    const toPlace = (position: number): number => (position - places + answers.length) % answers.length;
    const goldPosition = toPlace(targetPosition);
    const counted = [...outcomes.countByAnswer].flatMap(([answer, count]) => {
      const position = answers.indexOf(answer);
      const predictedPosition = position === -1 ? null : toPlace(position);
      return Array.from({ length: count }, () => ({ goldPosition, predictedPosition }));
    });
    const unparsable = Array.from({ length: outcomes.unparsable }, () => ({ goldPosition, predictedPosition: null }));
    return [...counted, ...unparsable];
  });
  return { sampleId, clusterId, trials };
}

function analyseChiSquare(
  { context, model, scorer }: RobustnessRun,
  conditionId: string,
  options: number,
  samples: readonly PositionedSample[],
): readonly Estimate[] {
  const sums = samples.map((sample) => toPositionColumns(sample, options).sums);
  const toTotal = (column: number): number => sums.reduce((total, row) => total + (row[column] ?? 0), 0);
  const positions = Array.from({ length: options }, (_, position) => position);
  const gold = positions.map(toTotal);
  const chosen = positions.map((position) => toTotal(2 * options + position));
  const test = positionChiSquare(chosen, gold);
  const clusters = new Set(samples.map(({ clusterId }) => clusterId)).size;
  return (['chiSquare', 'pValue'] as const).map((part) => {
    const place = { metric: 'position_tvd', model, conditionId, scorer, params: { options, part } };
    return context.estimate(place, () =>
      test === null
        ? undefinedResult('no answer names an option')
        : { value: test[part], ...withoutInterval('a part of a test has no interval'), n: samples.length, clusters },
    );
  });
}
