import type { LineChart } from '#core/charts/chart-spec.ts';
import { toCountText } from '#core/charts/number-text.ts';
import * as ObservablePlot from '@observablehq/plot';

type BandPoint = readonly [x: number, lower: number, upper: number];

/** One full and one dashed line over a continuous scale, with a dotted one to compare with; the legend names them. */
export function toLineOptions(chart: LineChart, width: number): ObservablePlot.PlotOptions {
  const ticks = width < 420 ? 3 : 5;
  const tickFormat = (tick: number): string => tick.toFixed(1);
  const xTickFormat = chart.xFormat === 'ms' ? toCountText : tickFormat;
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
      tickFormat: xTickFormat,
    },
    y: { domain: [...chart.yDomain], label: chart.yLabel, labelAnchor: 'top', labelArrow: 'none', ticks, tickFormat },
    marks: [
      ObservablePlot.gridX({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ObservablePlot.gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...(chart.band === null
        ? []
        : [
            ObservablePlot.areaY(chart.band.points, {
              x: ([x]: BandPoint) => x,
              y1: ([, lower]: BandPoint) => lower,
              y2: ([, , upper]: BandPoint) => upper,
              fill: 'var(--data-1)',
              fillOpacity: 0.15,
            }),
          ]),
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
