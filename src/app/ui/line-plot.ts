import type { LineChart } from '#core/charts/chart-spec.ts';
import * as ObservablePlot from '@observablehq/plot';

/** One full and one dashed line over a continuous scale, each named at its end, with a thin line to compare with. */
export function toLineOptions(chart: LineChart, width: number): ObservablePlot.PlotOptions {
  const ticks = width < 420 ? 3 : 5;
  const last = chart.series.flatMap(({ label, points }, order) => {
    const end = points.at(-1);
    return end === undefined ? [] : [{ x: end[0], y: end[1], label, order }];
  });
  const toColor = ({ order }: { readonly order: number }): string => (order === 0 ? 'var(--data-1)' : 'var(--data-2)');
  const tickFormat = (tick: number): string => tick.toFixed(1);
  return {
    height: Math.min(340, Math.max(240, width * 0.6)),
    marginLeft: 36,
    marginRight: 72,
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
        : [ObservablePlot.line(chart.reference, { stroke: 'var(--ink-2)', strokeWidth: 1, strokeDasharray: '1 3' })]),
      ...chart.series.map(({ points }, order) =>
        ObservablePlot.line(points, {
          stroke: toColor({ order }),
          strokeWidth: 2,
          ...(order === 0 ? {} : { strokeDasharray: '5 4' }),
        }),
      ),
      ObservablePlot.text(last, {
        x: 'x',
        y: 'y',
        text: 'label',
        dx: 6,
        textAnchor: 'start',
        fill: toColor,
        fontSize: 12.5,
        fontWeight: 600,
      }),
    ],
    color: { type: 'identity' },
  };
}
