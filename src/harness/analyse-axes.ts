import { isReplicaAxis, type AxisType } from '#core/model/axis.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL, type Condition } from '#core/model/trial.ts';
import { accDrop } from '#core/stats/acc-drop.ts';
import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { epochFlipRate, toReplicaPairs } from '#core/stats/epoch-flip-rate.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { flipRate } from '#core/stats/flip-rate.ts';
import { negativeFlipRate } from '#core/stats/negative-flip-rate.ts';
import { toPairedSamples, type PairedSample } from '#core/stats/paired-sample.ts';
import { toSampleOutcomes, type SampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { AnalysisContext } from './analyse-context.ts';
import type { ObservationsByCondition } from './analyse-observations.ts';
import { estimateFamily } from './analyse-robustness-holm.ts';

/** What the answers are compared on. */
const COMPARED = ['answer', 'outcome'] as const;

/** One condition of an axis beside the original. */
interface AxisPlace {
  readonly place: { readonly model: string; readonly conditionId: string; readonly scorer: string };
  readonly outcomes: readonly SampleOutcomes[];
  readonly pairs: readonly PairedSample[];
}

/**
 * What each value of an axis does to the scores of one scorer, axis by axis. The tests of no loss are adjusted (Holm) over the values of
 * one axis. Nothing here enters robustness to prompts (METRICS §10.6); accuracies stand with those of the other conditions.
 */
export function analyseAxes(
  context: AnalysisContext,
  model: string,
  scorer: string,
  observations: ObservationsByCondition,
): readonly Estimate[] {
  const byType = Map.groupBy(
    context.rows.conditions.filter(({ axis }) => axis !== undefined),
    ({ axis }) => axis?.type,
  );
  const original = observations.get(ORIGINAL) ?? [];
  const baseline = toSampleOutcomes(original);
  const toPlace = ({ conditionId }: Condition): AxisPlace => {
    const outcomes = toSampleOutcomes(observations.get(conditionId) ?? []);
    const pairs = toPairedSamples(baseline, [outcomes], new Map());
    return { place: { model, conditionId, scorer }, outcomes, pairs };
  };
  return [...byType].flatMap(([type, conditions]) => {
    if (type === undefined) return [];
    const places = conditions.map(toPlace);
    return [
      ...analyseDrops(context, type, places),
      ...places.flatMap((entry) =>
        isReplicaAxis(type)
          ? analyseReplicaFlips(context, entry, observations)
          : [...analyseFlips(context, entry), ...analyseAgreement(context, entry)],
      ),
    ];
  });
}

function analyseDrops(context: AnalysisContext, type: AxisType, places: readonly AxisPlace[]): readonly Estimate[] {
  return estimateFamily(
    context,
    `axis ${type}, acc_drop`,
    places.map(({ place, pairs }) => ({
      place: { ...place, metric: 'acc_drop' },
      run: (settings) => accDrop(pairs, settings),
    })),
  );
}

function analyseFlips(context: AnalysisContext, { place, pairs }: AxisPlace): readonly Estimate[] {
  return [
    ...COMPARED.flatMap((of) => [
      context.estimate({ ...place, metric: 'flip_rate', params: { of } }, (settings) => flipRate(pairs, of, settings)),
      context.estimate({ ...place, metric: 'excess_flip', params: { of } }, (settings) =>
        excessFlip(pairs, of, settings),
      ),
    ]),
    context.estimate({ ...place, metric: 'negative_flip_rate' }, (settings) => negativeFlipRate(pairs, settings)),
  ];
}

/** How alike the epochs of one value are among themselves. */
function analyseAgreement(context: AnalysisContext, { place, outcomes }: AxisPlace): readonly Estimate[] {
  return COMPARED.map((of) =>
    context.estimate({ ...place, metric: 'agreement_pairwise', params: { of } }, (settings) =>
      agreementPairwise(outcomes, of, settings),
    ),
  );
}

/** Flips trial by trial, which common noise makes possible. */
function analyseReplicaFlips(
  context: AnalysisContext,
  { place }: AxisPlace,
  observations: ObservationsByCondition,
): readonly Estimate[] {
  const pairs = toReplicaPairs(observations.get(ORIGINAL) ?? [], observations.get(place.conditionId) ?? []);
  return COMPARED.map((of) =>
    context.estimate({ ...place, metric: 'epoch_flip_rate', params: { of } }, (settings) =>
      epochFlipRate(pairs, of, settings),
    ),
  );
}
