import type { IntervalSettings } from '../stats/interval-settings.ts';
import { indexPairs, type ConfidencePair } from '../stats/predictability/confidence-table.ts';
import { toReliabilityBand } from '../stats/predictability/curve-band.ts';
import { isotonicFit } from '../stats/predictability/isotonic-fit.ts';
import type { LineChart } from './chart-spec.ts';
import { toCountText, toNumberText, toPercentText } from './number-text.ts';

/**
 * CORP reliability curve: success rate by isotonic recalibration over confidence. On the diagonal confidence is what it says; below it the
 * model is too sure. Source: Dimitriadis, Gneiting & Jordan 2021; METRICS §4.3.
 * @param settings of the band; null = none is drawn.
 */
export function toReliabilityChart(
  pairs: readonly ConfidencePair[],
  settings: IntervalSettings | null = null,
): LineChart {
  const index = indexPairs(pairs);
  const blocks = isotonicFit(index.table).toReversed();
  const band = settings === null ? [] : toReliabilityBand(index, toPlaces(index.table.confidence), settings);
  return {
    type: 'line',
    title: 'Success rate by confidence',
    description:
      'Success rate that fits each confidence when it may only rise with it, against the confidence itself. The dotted diagonal is perfect calibration; under it the model is too sure of itself.',
    xFormat: 'proportion',
    xLabel: 'Confidence',
    yLabel: 'Success rate',
    xDomain: [0, 1],
    yDomain: [0, 1],
    series: [
      {
        label: 'model',
        points: blocks.flatMap(({ from, to, count, successes }) => {
          const rate = successes / count;
          return from === to ? [[from, rate] as const] : [[to, rate] as const, [from, rate] as const];
        }),
      },
    ],
    band:
      settings === null || band.length === 0
        ? null
        : { label: `${toPercentText(settings.level)} band, place by place`, points: band },
    reference: {
      label: 'as sure as right',
      ends: [
        [0, 0],
        [1, 1],
      ],
    },
    table: {
      columns: ['Confidence', 'Success rate', 'Trials'],
      rows: blocks.map(({ from, to, count, successes }) => [
        from === to ? from.toFixed(3) : `${to.toFixed(3)} – ${from.toFixed(3)}`,
        toNumberText(successes / count, 'proportion'),
        toCountText(count),
      ]),
    },
  };
}

/** Places of the band; more do not show. */
const MAX_PLACES = 60;

/** Up to `MAX_PLACES` of the distinct confidences, ends included, ascending. */
function toPlaces(descending: Float64Array): readonly number[] {
  const ascending = Array.from(descending).toReversed();
  const count = Math.min(ascending.length, MAX_PLACES);
  if (count < 2) return ascending;
  return Array.from(
    { length: count },
    (_, order) => ascending[Math.round((order * (ascending.length - 1)) / (count - 1))] ?? 0,
  );
}
