import { CERTAIN, type AxesComparison, type ComparedPoint } from '../metrics/compare-on-axes.ts';
import { toParetoAxis, type ParetoAxis } from '../metrics/pareto-axis.ts';
import type { ScatterChart, ScatterPoint } from './chart-spec.ts';
import { NO_VALUE, toNumberText } from './number-text.ts';

/**
 * Configurations on a cost (across) and a quality (upright). A disc is on the frontier with P ≥ .95; the dashed line joins the frontier of all
 * chosen axes, in the order of cost.
 */
export function toParetoChart(comparison: AxesComparison): ScatterChart {
  const [x, y, third] = comparison.axes.map(toParetoAxis);
  const points = comparison.points.map((point) => toPoint(point, third));
  const frontier = comparison.points.filter(({ isOnFrontier }) => isOnFrontier);
  return {
    type: 'scatter',
    title: `${y?.label ?? ''} against ${lowerFirst(x?.label ?? '')}`,
    description: `Upper left is better. A full mark is on the frontier with probability ${CERTAIN} or more, over resampled clusters of samples; a ring is off it or less sure. The dashed line joins the frontier of these samples. Means over ${comparison.n} samples that all configurations answered, with intervals.`,
    xLabel: x?.label ?? '',
    yLabel: y?.label ?? '',
    xFormat: x?.format ?? 'decimal',
    yFormat: y?.format ?? 'proportion',
    labelColumn: 'Configuration',
    extraColumns: [
      ...(third === undefined ? [] : [third.label]),
      'On the frontier',
      'P(on frontier)',
      'Beaten with P ≥ 0.95 by',
    ],
    points,
    path: frontier
      .map(({ values: [cost = 0, quality = 0] }) => [cost, quality] as const)
      .toSorted(([a, b], [c, d]) => a - c || b - d),
    legend: [
      { shape: 'disc', label: `on the frontier, P ≥ ${CERTAIN}` },
      { shape: 'ring', label: 'not, or not surely' },
    ],
  };
}

function toPoint(point: ComparedPoint, third: ParetoAxis | undefined): ScatterPoint {
  const [x = Number.NaN, y = Number.NaN, further = null] = point.values;
  const [xInterval, yInterval] = point.intervals;
  return {
    label: point.label,
    shape: point.isOnFrontier && (point.probability ?? 0) >= CERTAIN ? 'disc' : 'ring',
    x,
    y,
    xLower: xInterval?.lower ?? null,
    xUpper: xInterval?.upper ?? null,
    yLower: yInterval?.lower ?? null,
    yUpper: yInterval?.upper ?? null,
    extra: [
      ...(third === undefined ? [] : [toNumberText(further, third.format)]),
      point.isOnFrontier ? 'yes' : 'no',
      toNumberText(point.probability, 'proportion'),
      point.dominatedBy.length === 0 ? NO_VALUE : point.dominatedBy.join(', '),
    ],
  };
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
