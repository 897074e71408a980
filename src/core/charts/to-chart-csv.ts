import type { ChartSpec, CurveChart, HeatChart, IntervalChart, LineChart, ScatterChart } from './chart-spec.ts';
import { toCsvText } from './csv-text.ts';

/** The numbers of a chart as CSV, a row each point, with all their digits; what is undefined has its reason. */
export function toChartCsv(chart: ChartSpec): string {
  switch (chart.type) {
    case 'interval':
      return toIntervalCsv(chart);
    case 'curve':
      return toCurveCsv(chart);
    case 'line':
      return toLineCsv(chart);
    case 'heat':
      return toHeatCsv(chart);
    case 'scatter':
      return toScatterCsv(chart);
    default:
      return chart satisfies never;
  }
}

function toIntervalCsv(chart: IntervalChart): string {
  return toCsvText(
    [chart.labelColumn, chart.axisLabel, 'lower', 'upper', 'n', ...chart.extraColumns, 'reason'],
    chart.rows.map(({ label, value, lower, upper, n, extra, reason }) => [
      label,
      value,
      lower,
      upper,
      n,
      ...extra,
      reason,
    ]),
  );
}

function toScatterCsv(chart: ScatterChart): string {
  const ends = ['lower', 'upper'];
  return toCsvText(
    [chart.labelColumn, chart.xLabel, ...ends, chart.yLabel, ...ends, ...chart.extraColumns],
    chart.points.map(({ label, x, xLower, xUpper, y, yLower, yUpper, extra }) => [
      label,
      x,
      xLower,
      xUpper,
      y,
      yLower,
      yUpper,
      ...extra,
    ]),
  );
}

function toCurveCsv(chart: CurveChart): string {
  return toCsvText(
    ['curve', chart.xLabel, chart.yLabel, 'lower', 'upper', 'n', 'reason'],
    chart.series.flatMap(({ label, points }) =>
      points.map(({ x, y, lower, upper, n, reason }) => [label, x, y, lower, upper, n, reason]),
    ),
  );
}

function toLineCsv({ xLabel, yLabel, series, band, reference }: LineChart): string {
  const lines = [...series, ...(reference === null ? [] : [{ label: reference.label, points: reference.ends }])];
  return toCsvText(
    ['line', xLabel, yLabel, 'lower', 'upper'],
    [
      ...lines.flatMap(({ label, points }) => points.map(([x, y]) => [label, x, y, null, null])),
      ...(band?.points.map(([x, lower, upper]) => [band.label, x, null, lower, upper]) ?? []),
    ],
  );
}

function toHeatCsv({ rowColumn, groupColumn, xLabel, columns, rows }: HeatChart): string {
  return toCsvText(
    [rowColumn, groupColumn, xLabel, 'outcome'],
    rows.flatMap(({ label, group, cells }) => cells.map((cell, index) => [label, group, columns[index] ?? null, cell])),
  );
}
