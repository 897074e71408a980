import type {
  CellOutcome,
  ChartSpec,
  ChartTable,
  CurveChart,
  HeatChart,
  IntervalChart,
  ScatterChart,
} from './chart-spec.ts';
import { NO_VALUE, toCountText, toNumberText } from './number-text.ts';
import { toPassed } from './to-stability-chart.ts';

/** The table twin of a chart: every number the chart draws, undefined ones with their reason. */
export function toChartTable(chart: ChartSpec): ChartTable {
  switch (chart.type) {
    case 'interval':
      return toIntervalTable(chart);
    case 'curve':
      return toCurveTable(chart);
    case 'line':
      return chart.table;
    case 'heat':
      return toHeatTable(chart);
    case 'scatter':
      return toScatterTable(chart);
    default:
      return chart satisfies never;
  }
}

function toScatterTable(chart: ScatterChart): ChartTable {
  return {
    columns: [chart.labelColumn, chart.xLabel, 'Lower', 'Upper', chart.yLabel, 'Lower', 'Upper', ...chart.extraColumns],
    rows: chart.points.map(({ label, x, xLower, xUpper, y, yLower, yUpper, extra }) => [
      label,
      ...[x, xLower, xUpper].map((value) => toNumberText(value, chart.xFormat)),
      ...[y, yLower, yUpper].map((value) => toNumberText(value, chart.yFormat)),
      ...extra,
    ]),
  };
}

function toIntervalTable(chart: IntervalChart): ChartTable {
  return {
    columns: [chart.labelColumn, chart.axisLabel, 'Lower', 'Upper', 'n', ...chart.extraColumns],
    rows: chart.rows.map((row) => [
      row.label,
      row.value === null ? toMissingText(row.reason) : toNumberText(row.value, chart.format),
      toNumberText(row.lower, chart.format),
      toNumberText(row.upper, chart.format),
      toCountText(row.n),
      ...row.extra,
    ]),
  };
}

function toCurveTable(chart: CurveChart): ChartTable {
  const xs = [...new Set(chart.series.flatMap((series) => series.points.map((point) => point.x)))].toSorted(
    (a, b) => a - b,
  );
  return {
    columns: [chart.xLabel, ...chart.series.flatMap((series) => [series.label, 'Lower', 'Upper']), 'n'],
    rows: xs.map((x) => {
      const points = chart.series.map((series) => series.points.find((point) => point.x === x));
      const cells = points.flatMap((point) => [
        point === undefined || point.y === null
          ? toMissingText(point?.reason ?? null)
          : toNumberText(point.y, chart.format),
        toNumberText(point?.lower ?? null, chart.format),
        toNumberText(point?.upper ?? null, chart.format),
      ]);
      return [toCountText(x), ...cells, toCountText(Math.max(...points.map((point) => point?.n ?? 0)))];
    }),
  };
}

const OUTCOME_SIGNS: Readonly<Record<CellOutcome, string>> = {
  pass: '✓',
  fail: '✗',
  unparsable: '?',
  missing: NO_VALUE,
};

function toHeatTable({ rowColumn, groupColumn, xLabel, rows }: HeatChart): ChartTable {
  return {
    columns: [
      rowColumn,
      groupColumn,
      'Passed',
      `By ${xLabel.toLowerCase()} (✓ passes, ✗ fails, ? no answer found, – no output)`,
    ],
    rows: rows.map((row) => {
      const { passed, trials } = toPassed(row);
      const outcomes = row.cells.map((cell) => OUTCOME_SIGNS[cell]).join(' ');
      return [row.label, row.group, `${toCountText(passed)} of ${toCountText(trials)}`, outcomes];
    }),
  };
}

function toMissingText(reason: string | null): string {
  return reason === null ? NO_VALUE : `${NO_VALUE} (${reason})`;
}
