import type {
  ChartSpec,
  CurveChart,
  HeatChart,
  IntervalChart,
  IntervalRow,
  MarkShape,
} from '#core/charts/chart-spec.ts';
import { toCountText, toIntervalText, toNumberText, toUnitText } from '#core/charts/number-text.ts';
import * as ObservablePlot from '@observablehq/plot';
import { useEffect, useRef, useState, type JSX } from 'react';
import { toLineOptions } from './line-plot.ts';
import styles from './plot.module.css';
import { toScatterOptions } from './scatter-plot.ts';

/** Where the parts of an interval row stand, px; on a narrow screen name and numbers take a line each. */
interface RowLayout {
  readonly rowHeight: number;
  /** Offsets from the interval's line, upward negative. */
  readonly labelDy: number;
  readonly numbersDy: number;
  readonly numbersAnchor: 'start' | 'end';
  readonly ticks: number;
}

const NARROW_WIDTH = 420;
const wideLayout: RowLayout = { rowHeight: 46, labelDy: -17, numbersDy: -17, numbersAnchor: 'end', ticks: 8 };
const narrowLayout: RowLayout = { rowHeight: 66, labelDy: -34, numbersDy: -17, numbersAnchor: 'start', ticks: 4 };
const AXIS_HEIGHT = 44;

/** A heat map is drawn by `heat-map.tsx`, without the library. */
type DrawnChart = Exclude<ChartSpec, HeatChart>;

/** Draws a chart specification with Observable Plot at the width of its place. Only this file, `line-plot.ts` and `scatter-plot.ts` know the library. */
export function Plot({ chart }: { readonly chart: DrawnChart }): JSX.Element {
  const frameRef = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const frame = frameRef.current;
    if (frame === null) return;
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0));
    });
    observer.observe(frame);
    return () => {
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    if (width === 0) return;
    const drawing = ObservablePlot.plot({
      width,
      className: styles['plot'] ?? 'plot',
      ...toOptions(chart, width),
    });
    // The frame around it carries the text alternative; single marks are not announced.
    drawing.setAttribute('aria-hidden', 'true');
    frameRef.current?.replaceChildren(drawing);
  }, [chart, width]);
  return <div ref={frameRef} className={styles['frame']} role="img" aria-label={chart.title} />;
}

function toOptions(chart: DrawnChart, width: number): ObservablePlot.PlotOptions {
  switch (chart.type) {
    case 'interval':
      return toIntervalOptions(chart, width);
    case 'curve':
      return toCurveOptions(chart, width);
    case 'line':
      return toLineOptions(chart, width);
    case 'scatter':
      return toScatterOptions(chart, width);
    default:
      return chart satisfies never;
  }
}

const symbolByShape: Readonly<Record<MarkShape, 'circle' | 'diamond'>> = {
  disc: 'circle',
  ring: 'circle',
  diamond: 'diamond',
};

function toFill(shape: MarkShape): string {
  return shape === 'ring' ? 'var(--surface)' : 'var(--data-1)';
}

type DrawnRow = IntervalRow & { readonly index: number };

/** One row per reading: name and numbers above, the interval on the common scale below them. */
function toIntervalOptions(chart: IntervalChart, width: number): ObservablePlot.PlotOptions {
  const layout = width < NARROW_WIDTH ? narrowLayout : wideLayout;
  const domain = chart.domain ?? toDomain(chart);
  const rows = chart.rows.map((row, index) => ({ ...row, index }));
  const headRoom = 0.2 - layout.labelDy / layout.rowHeight;
  return {
    height: (rows.length - 0.6 + headRoom) * layout.rowHeight + AXIS_HEIGHT,
    marginLeft: 14,
    marginRight: 14,
    marginTop: 0,
    marginBottom: AXIS_HEIGHT,
    x: {
      domain: [...domain],
      label: chart.axisLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: layout.ticks,
      tickFormat: (tick: number) => toTickText(tick, chart),
    },
    y: { domain: [-headRoom, rows.length - 0.6], reverse: true, axis: null },
    marks: [
      ObservablePlot.gridX({ ticks: layout.ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...(chart.reference === null
        ? []
        : [ObservablePlot.ruleX([chart.reference], { stroke: 'var(--ink-2)', strokeWidth: 1.25 })]),
      ...toRowTexts(rows, chart, domain, layout),
      ...toRowMarks(rows, domain),
    ],
    color: { type: 'identity' },
    symbol: { type: 'identity' },
  };
}

function toRowTexts(
  rows: readonly DrawnRow[],
  chart: IntervalChart,
  [low, high]: readonly [number, number],
  layout: RowLayout,
): readonly ObservablePlot.Markish[] {
  // A halo in the colour of the page keeps grid lines out of the letters.
  const halo = { y: 'index', lineAnchor: 'middle', stroke: 'var(--paper)', strokeWidth: 4, fontSize: 12.5 } as const;
  const { numbersAnchor: textAnchor } = layout;
  return [
    ObservablePlot.text(rows, {
      ...halo,
      x: () => low,
      dy: layout.labelDy,
      text: 'label',
      textAnchor: 'start',
      fill: 'var(--ink)',
    }),
    ObservablePlot.text(rows, {
      ...halo,
      x: () => (textAnchor === 'start' ? low : high),
      dy: layout.numbersDy,
      text: (row: IntervalRow) => toRowText(row, chart),
      textAnchor,
      fill: 'var(--ink-2)',
    }),
  ];
}

function toRowMarks(
  rows: readonly DrawnRow[],
  [low, high]: readonly [number, number],
): readonly ObservablePlot.Markish[] {
  const drawn = rows.filter(({ value }) => value !== null);
  const ends = drawn.flatMap(({ lower, upper, index }) =>
    [lower, upper].flatMap((end) => (end === null || end < low || end > high ? [] : [{ end, index }])),
  );
  const line = { stroke: 'var(--data-1)', strokeWidth: 2 } as const;
  return [
    ObservablePlot.link(drawn, {
      ...line,
      // What lies beyond the scale is cut off at its end, without the closing stroke.
      x1: (row: IntervalRow) => Math.max(low, row.lower ?? row.value ?? low),
      x2: (row: IntervalRow) => Math.min(high, row.upper ?? row.value ?? high),
      strokeWidth: (row: IntervalRow) => (row.flag?.startsWith('✱') === true ? 3.5 : 2),
      y1: 'index',
      y2: 'index',
    }),
    // Not tickX: it would make the row scale ordinal.
    ObservablePlot.ruleX(ends, {
      ...line,
      x: 'end',
      y1: (tick: { index: number }) => tick.index - 0.1,
      y2: (tick: { index: number }) => tick.index + 0.1,
    }),
    ObservablePlot.dot(drawn, {
      ...line,
      x: 'value',
      y: 'index',
      r: 5,
      symbol: (row: IntervalRow) => symbolByShape[row.shape],
      fill: (row: IntervalRow) => toFill(row.shape),
    }),
  ];
}

function toRowText(row: IntervalRow, chart: IntervalChart): string {
  if (row.value === null) return '– no value, see the table';
  const { lower, upper } = row;
  const interval = toIntervalText({ lower, upper, level: 0, sides: 'two', method: '' }, chart.format);
  const ends = lower === null && upper === null ? '' : ` ${interval}`;
  return `${toNumberText(row.value, chart.format)}${toUnitText(chart.format)}${ends}  n = ${toCountText(row.n)}${row.flag === undefined ? '' : `  ${row.flag}`}`;
}

/** Ends that hold every interval and the reference, with a little air. */
function toDomain(chart: IntervalChart): readonly [number, number] {
  const values = chart.rows
    .flatMap(({ value, lower, upper }) => [value, lower, upper])
    .filter((value) => value !== null);
  if (chart.reference !== null) values.push(chart.reference);
  const low = Math.min(...values, chart.format === 'ms' ? 0 : Number.POSITIVE_INFINITY);
  const high = Math.max(...values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const air = (high - low || 1) * 0.06;
  return [chart.format === 'ms' ? 0 : low - air, high + air];
}

function toTickText(tick: number, chart: IntervalChart): string {
  return chart.format === 'ms'
    ? toNumberText(Math.round(tick * 1e6) / 1e6, 'count')
    : chart.format === 'proportion'
      ? tick.toFixed(1)
      : toNumberText(tick, chart.format);
}

/** Two curves share the scale: one with discs and a full line, one with rings and a dashed line, each named at its end. */
function toCurveOptions(chart: CurveChart, width: number): ObservablePlot.PlotOptions {
  const points = chart.series.flatMap(({ label, shape, points: members }, order) =>
    members.flatMap((point) => (point.y === null ? [] : [{ ...point, y: point.y, label, shape, order }])),
  );
  const toColor = (point: { readonly order: number }): string =>
    point.order === 0 ? 'var(--data-2)' : 'var(--data-1)';
  const last = chart.series.flatMap(({ label }) => points.findLast((point) => point.label === label) ?? []);
  return {
    height: Math.min(360, Math.max(240, width * 0.5)),
    marginLeft: 36,
    marginRight: 64,
    marginBottom: 40,
    x: {
      label: chart.xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: [...new Set(points.map(({ x }) => x))].filter((x) => width > 520 || x % 4 === 0 || x === 1),
      tickFormat: 'd',
    },
    y: { domain: [...chart.domain], label: null, ticks: 5, tickFormat: (tick: number) => tick.toFixed(1) },
    marks: [
      ObservablePlot.gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ObservablePlot.ruleX(points, {
        x: 'x',
        y1: (point: { lower: number | null; y: number }) => point.lower ?? point.y,
        y2: (point: { upper: number | null; y: number }) => point.upper ?? point.y,
        stroke: toColor,
        strokeOpacity: 0.55,
        strokeWidth: 1.5,
      }),
      ...chart.series.map(({ label }, order) =>
        ObservablePlot.line(
          points.filter((point) => point.label === label),
          {
            x: 'x',
            y: 'y',
            stroke: toColor({ order }),
            strokeWidth: 2,
            ...(order === 0 ? { strokeDasharray: '5 4' } : {}),
          },
        ),
      ),
      ObservablePlot.dot(points, {
        x: 'x',
        y: 'y',
        r: 3.5,
        fill: (point: { shape: MarkShape; order: number }) =>
          point.shape === 'ring' ? 'var(--surface)' : toColor(point),
        stroke: toColor,
        strokeWidth: 1.75,
      }),
      ObservablePlot.text(last, {
        x: 'x',
        y: 'y',
        text: 'label',
        dx: 10,
        textAnchor: 'start',
        fill: toColor,
        fontSize: 12.5,
        fontWeight: 600,
      }),
    ],
    color: { type: 'identity' },
  };
}
