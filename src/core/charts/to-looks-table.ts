import type { PrecisionLook, PrecisionMetric, PrecisionRecord } from '../model/precision.ts';
import type { ChartTable } from './chart-spec.ts';
import { toCountText, toNumberText } from './number-text.ts';

const decisionText: Readonly<Record<PrecisionLook['decision'], string>> = {
  continue: 'went on',
  reached: 'stopped: reached',
  unreachable: 'stopped: unreachable',
  budget: 'stopped: budget',
};

/** A metric of a precision target in words. */
export function toPrecisionMetricText(metric: PrecisionMetric): string {
  switch (metric.id) {
    case 'accuracy':
      return 'accuracy';
    case 'pass_hat_k':
      return `pass^${metric.k}`;
    case 'agreement_pairwise':
      return 'agreement of outcomes';
    case 'outcome_consistency@c':
      return 'outcome consistency';
    default:
      return metric satisfies never;
  }
}

/** What was seen at each look. */
export function toLooksTable({ looks }: PrecisionRecord): ChartTable {
  return {
    columns: ['Look', 'Epochs', 'Value', 'Half width', 'Floor', 'Output tokens', 'Decision'],
    rows: looks.map(({ look, epochs, value, halfWidth, floor, floorLower, outputTokens, decision }) => [
      toCountText(look),
      toCountText(epochs),
      toNumberText(value, 'small'),
      halfWidth === null ? 'not defined yet' : `±${toNumberText(halfWidth, 'small')}`,
      floor === null
        ? 'too few epochs to tell'
        : `±${toNumberText(floor, 'small')} (≥ ${toNumberText(floorLower, 'small')})`,
      toCountText(outputTokens),
      decisionText[decision],
    ]),
  };
}

/** Where the run stands with its target, in a sentence or two. */
export function toPrecisionText({ target, level, looks, stop }: PrecisionRecord): string {
  const metric = toPrecisionMetricText(target.metric);
  const aim = `The target is ±${target.halfWidth} for ${metric} under “${target.scorer}” at level ${level}`;
  const last = looks.at(-1);
  const needed = last?.samplesNeeded == null ? '' : `about ${toCountText(last.samplesNeeded)} samples like these`;
  switch (stop) {
    case null:
      return `${aim}. ${toCountText(looks.length)} of at most ${toCountText(target.looks.length)} looks have been made; the next is at ${toCountText(target.looks[looks.length] ?? 0)} epochs.`;
    case 'reached':
      return `${aim}. It was reached with ${toCountText(last?.epochs ?? 0)} epochs.`;
    case 'unreachable':
      return `${aim}. No number of epochs reaches it, for the samples differ too much: it would take ${needed}.`;
    case 'budget':
      return `${aim}. The budget ended before it was reached${needed === '' ? '' : `: with ${toCountText(last?.epochs ?? 0)} epochs it would take ${needed}`}.`;
    default:
      return stop satisfies never;
  }
}
