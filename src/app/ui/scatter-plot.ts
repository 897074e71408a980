import type { ScatterChart, ScatterPoint } from '#core/charts/chart-spec.ts';
import { toNumberText } from '#core/charts/number-text.ts';
import { toScatterDomains } from '#core/charts/scatter-domain.ts';
import * as ObservablePlot from '@observablehq/plot';

const NARROW_WIDTH = 420;

/** Named points with intervals both ways, those of the path joined by a dashed line. */
export function toScatterOptions(chart: ScatterChart, width: number): ObservablePlot.PlotOptions {
  const domains = toScatterDomains(chart);
  const ticks = width < NARROW_WIDTH ? 3 : 6;
  const middle = (domains.x[0] + domains.x[1]) / 2;
  const line = { stroke: 'var(--data-1)', strokeWidth: 1.5, strokeOpacity: 0.55 } as const;
  const toName = (points: readonly ScatterPoint[], side: 'start' | 'end'): ObservablePlot.Markish =>
    ObservablePlot.text(points, {
      x: 'x',
      y: 'y',
      text: 'label',
      dx: side === 'start' ? 10 : -10,
      dy: -10,
      textAnchor: side,
      fill: 'var(--ink)',
      stroke: 'var(--paper)',
      strokeWidth: 4,
      fontSize: 12.5,
    });
  return {
    height: Math.min(400, Math.max(280, width * 0.6)),
    marginLeft: 52,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 44,
    x: {
      domain: [...domains.x],
      label: chart.xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks,
      tickFormat: (tick: number) => toNumberText(tick, chart.xFormat),
    },
    y: {
      domain: [...domains.y],
      label: chart.yLabel,
      labelAnchor: 'top',
      labelArrow: 'none',
      ticks: 5,
      tickFormat: (tick: number) => toNumberText(tick, chart.yFormat),
    },
    marks: [
      ObservablePlot.gridX({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ObservablePlot.gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ObservablePlot.line(chart.path, { stroke: 'var(--ink-2)', strokeWidth: 1.25, strokeDasharray: '5 4' }),
      ObservablePlot.link(
        chart.points.filter(({ xLower, xUpper }) => xLower !== null && xUpper !== null),
        { ...line, x1: 'xLower', x2: 'xUpper', y1: 'y', y2: 'y' },
      ),
      ObservablePlot.link(
        chart.points.filter(({ yLower, yUpper }) => yLower !== null && yUpper !== null),
        { ...line, x1: 'x', x2: 'x', y1: 'yLower', y2: 'yUpper' },
      ),
      ObservablePlot.dot(chart.points, {
        x: 'x',
        y: 'y',
        r: 5,
        stroke: 'var(--data-1)',
        strokeWidth: 2,
        fill: (point: ScatterPoint) => (point.shape === 'ring' ? 'var(--surface)' : 'var(--data-1)'),
      }),
      toName(
        chart.points.filter(({ x }) => x <= middle),
        'start',
      ),
      toName(
        chart.points.filter(({ x }) => x > middle),
        'end',
      ),
    ],
    color: { type: 'identity' },
  };
}
