import type { NumberFormat } from './number-text.ts';

/** Shape of a mark, so that colour is never the only difference. */
export type MarkShape = 'disc' | 'ring' | 'diamond';

/** One reading with its interval; `value` null comes with a reason. */
export interface IntervalRow {
  readonly label: string;
  readonly shape: MarkShape;
  readonly value: number | null;
  readonly reason: string | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Samples behind the reading. */
  readonly n: number;
  /** A few words behind the numbers; one that begins with `✱` marks the row. */
  readonly flag?: string;
  /** Further cells of the table row, in the order of `extraColumns`. */
  readonly extra: readonly string[];
}

/** Readings on one scale, one row each: accuracies, drops per condition, latencies. */
export interface IntervalChart {
  readonly type: 'interval';
  readonly title: string;
  /** What is seen, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly axisLabel: string;
  readonly format: NumberFormat;
  /** Fixed ends of the scale; null = as the data need. */
  readonly domain: readonly [number, number] | null;
  /** A line to compare with, e.g. 0 for differences. */
  readonly reference: number | null;
  readonly labelColumn: string;
  readonly extraColumns: readonly string[];
  readonly rows: readonly IntervalRow[];
  /** Meaning of the shapes in use; empty when there is only one. */
  readonly legend: readonly { readonly shape: MarkShape; readonly label: string }[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number | null;
  readonly reason: string | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number;
}

/** Curves over a whole-number x, each point with its interval. */
export interface CurveChart {
  readonly type: 'curve';
  readonly title: string;
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: NumberFormat;
  readonly domain: readonly [number, number];
  readonly series: readonly {
    readonly label: string;
    readonly shape: MarkShape;
    readonly points: readonly CurvePoint[];
  }[];
}

/** Lines over a continuous x, with a line to compare with; curves have more points than a table wants rows, so the table is given. */
export interface LineChart {
  readonly type: 'line';
  readonly title: string;
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** At most two: the first is drawn full, the second dashed. Points by rising x. */
  readonly series: readonly { readonly label: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
  /** How numbers of the x axis are written; shares without a unit are `proportion`. */
  readonly xFormat: NumberFormat;
  /** Interval of the first series, points by rising x; null = none. */
  readonly band: {
    readonly label: string;
    readonly points: readonly (readonly [x: number, lower: number, upper: number])[];
  } | null;
  /** A straight line to compare with, e.g. the diagonal; null = none. */
  readonly reference: {
    readonly label: string;
    readonly ends: readonly [readonly [number, number], readonly [number, number]];
  } | null;
  readonly table: ChartTable;
}

/** What came of one trial: `unparsable` is a failure without an answer, `missing` has no output at all. */
export type CellOutcome = 'pass' | 'fail' | 'unparsable' | 'missing';

/** A row of outcomes, one per column. */
export interface HeatRow {
  readonly label: string;
  readonly group: string;
  /** In the order of the columns. */
  readonly cells: readonly CellOutcome[];
}

/** Outcomes of rows × columns, the most stable success first. */
export interface HeatChart {
  readonly type: 'heat';
  readonly title: string;
  readonly description: string;
  readonly rowColumn: string;
  readonly groupColumn: string;
  readonly xLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
}

/** A named place with an interval on either scale; null ends = none. */
export interface ScatterPoint {
  readonly label: string;
  readonly shape: MarkShape;
  readonly x: number;
  readonly y: number;
  readonly xLower: number | null;
  readonly xUpper: number | null;
  readonly yLower: number | null;
  readonly yUpper: number | null;
  /** Further cells of the table row, in the order of `extraColumns`. */
  readonly extra: readonly string[];
}

/** A few named points on two continuous scales, both ≥ 0. */
export interface ScatterChart {
  readonly type: 'scatter';
  readonly title: string;
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xFormat: NumberFormat;
  readonly yFormat: NumberFormat;
  readonly labelColumn: string;
  readonly extraColumns: readonly string[];
  readonly points: readonly ScatterPoint[];
  /** Places joined by a dashed line; empty = none. */
  readonly path: readonly (readonly [x: number, y: number])[];
  readonly legend: readonly { readonly shape: MarkShape; readonly label: string }[];
}

/** A chart as plain values. `ui/plot.tsx` draws it, `toChartTable` tells the same as a table. */
export type ChartSpec = IntervalChart | CurveChart | LineChart | HeatChart | ScatterChart;

/** Rows of text under column heads; the first cell of a row names it. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
