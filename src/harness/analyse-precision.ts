import type { Estimate } from '#core/model/report.ts';
import type { PrecisionMetric, PrecisionRecord } from '#core/model/precision.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { estimatePrecision } from '#core/stats/precision/decide-looks.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import type { AnalysisContext } from './analyse-context.ts';
import { toObservationsByCondition } from './analyse-observations.ts';

/** The estimate of a precision target, as the report names it. */
export function toPrecisionParams(metric: PrecisionMetric): Estimate['params'] {
  switch (metric.id) {
    case 'accuracy':
    case 'outcome_consistency@c':
      return {};
    case 'pass_hat_k':
      return { k: metric.k };
    case 'agreement_pairwise':
      return { of: 'outcome' };
    default:
      return metric satisfies never;
  }
}

/** True for the estimate whose interval decided when the run stopped. */
export function isPrecisionEstimate({ model, target }: PrecisionRecord, estimate: Estimate): boolean {
  const params = toPrecisionParams(target.metric);
  return (
    estimate.metric === target.metric.id &&
    estimate.model === model &&
    estimate.scorer === target.scorer &&
    estimate.conditionId === ORIGINAL &&
    Object.keys(estimate.params).length === Object.keys(params).length &&
    Object.entries(params).every(([name, value]) => estimate.params[name] === value)
  );
}

/**
 * Gives the precision metric the interval that stays valid although the data decided when to stop: each of J planned looks has level 1 − α/J, so
 * all hold at once with chance 1 − α at least (Jennison & Turnbull 1989; docs/decisions/2026-11-30-precision-target.md). Other estimates stay.
 */
export function withPrecisionInterval(
  context: AnalysisContext,
  record: PrecisionRecord | undefined,
  estimates: readonly Estimate[],
): readonly Estimate[] {
  if (record === undefined) return estimates;
  const { model, target, level, lookLevel } = record;
  return estimates.map((estimate) => {
    if (!isPrecisionEstimate(record, estimate)) return estimate;
    const observations = toObservationsByCondition(context, model, target.scorer).get(ORIGINAL) ?? [];
    const { interval } = estimatePrecision(toSampleOutcomes(observations), target.metric, lookLevel);
    if (interval === null) return estimate;
    const method = `${interval.method} (${target.looks.length} looks)`;
    return { ...estimate, interval: { ...interval, level, method } };
  });
}

/** What a reader of the other intervals must know. */
export function warnOfPrecision({ target, looks, stop }: PrecisionRecord): string {
  const last = looks.at(-1);
  const epochs = last === undefined ? '' : ` after ${last.epochs} epochs`;
  const state = stop === null ? 'The run has not stopped yet' : `The run stopped${epochs} (${stop})`;
  return `The number of epochs was chosen by looking at ${target.metric.id} up to ${target.looks.length} times. ${state}. The interval of ${target.metric.id} under "${target.scorer}" allows for the looks; the other intervals of this report do not, and those of metrics that go with it may be too narrow.`;
}
