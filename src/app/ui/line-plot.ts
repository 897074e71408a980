import type { LineChart } from '#core/charts/chart-spec.ts';
import * as ObservablePlot from '@observablehq/plot';

/** One full and one dashed line over a continuous scale, with a dotted one to compare with; the legend names them. */
export function toLineOptions(chart: LineChart, width: number): ObservablePlot.PlotOptions {
  const ticks = width < 420 ? 3 : 5;
  const tickFormat = (tick: number): string => tick.toFixed(1);
  return {
    height: Math.min(340, Math.max(240, width * 0.6)),
    marginLeft: 36,
    marginRight: 14,
    marginBottom: 40,
    x: {
      domain: [...chart.xDomain],
      label: chart.xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks,
      tickFormat,
    },
    y: { domain: [...chart.yDomain], label: chart.yLabel, labelAnchor: 'top', labelArrow: 'none', ticks, tickFormat },
    marks: [
      ObservablePlot.gridX({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ObservablePlot.gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...(chart.reference === null
        ? []
        : [
            ObservablePlot.line(chart.reference.ends, {
              stroke: 'var(--ink-2)',
              strokeWidth: 1,
              strokeDasharray: '1 3',
            }),
          ]),
      ...chart.series.map(({ points }, order) =>
        ObservablePlot.line(points, {
          stroke: order === 0 ? 'var(--data-1)' : 'var(--data-2)',
          strokeWidth: 2,
          ...(order === 0 ? {} : { strokeDasharray: '5 4' }),
        }),
      ),
    ],
    color: { type: 'identity' },
  };
}
