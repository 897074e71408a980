import { indexPairs, type ConfidencePair } from '../stats/predictability/confidence-table.ts';
import { isotonicFit } from '../stats/predictability/isotonic-fit.ts';
import type { LineChart } from './chart-spec.ts';
import { toCountText, toNumberText } from './number-text.ts';

/**
 * CORP reliability curve: success rate by isotonic recalibration over confidence. On the diagonal confidence is what it says; below it the
 * model is too sure. Source: Dimitriadis, Gneiting & Jordan 2021; METRICS §4.3.
 */
export function toReliabilityChart(pairs: readonly ConfidencePair[]): LineChart {
  const blocks = isotonicFit(indexPairs(pairs).table).toReversed();
  return {
    type: 'line',
    title: 'Success rate by confidence',
    description:
      'Success rate that fits each confidence when it may only rise with it, against the confidence itself. The dotted diagonal is perfect calibration; under it the model is too sure of itself.',
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
