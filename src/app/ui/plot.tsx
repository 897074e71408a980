import type { ChartSpec, CurveChart, IntervalChart, IntervalRow, MarkShape } from '#core/charts/chart-spec.ts';
import { toCountText, toIntervalText, toNumberText, toUnitText } from '#core/charts/number-text.ts';
import * as ObservablePlot from '@observablehq/plot';
import { useEffect, useRef, useState, type JSX } from 'react';
import styles from './plot.module.css';

const ROW_HEIGHT = 46;
const AXIS_HEIGHT = 52;

/** Draws a chart specification with Observable Plot at the width of its place. The only file that knows the library. */
export function Plot({ chart }: { readonly chart: ChartSpec }): JSX.Element {
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
      ...(chart.type === 'interval' ? toIntervalOptions(chart, width) : toCurveOptions(chart, width)),
    });
    // The frame around it carries the text alternative; single marks are not announced.
    drawing.setAttribute('aria-hidden', 'true');
    frameRef.current?.replaceChildren(drawing);
  }, [chart, width]);
  return (
    <div ref={frameRef} className={styles['frame']} role="img" aria-label={`${chart.title}. ${chart.description}`} />
  );
}

const symbolByShape: Readonly<Record<MarkShape, 'circle' | 'diamond'>> = {
  disc: 'circle',
  ring: 'circle',
  diamond: 'diamond',
};

function toFill(shape: MarkShape): string {
  return shape === 'ring' ? 'var(--surface)' : 'var(--data-1)';
}

/** One row per reading: name and numbers above, the interval on the common scale below them. */
function toIntervalOptions(chart: IntervalChart, width: number): ObservablePlot.PlotOptions {
  const domain = chart.domain ?? toDomain(chart);
  const rows = chart.rows.map((row, index) => ({ ...row, index }));
  const drawn = rows.filter(({ value }) => value !== null);
  const isNarrow = width < 420;
  return {
    height: rows.length * ROW_HEIGHT + AXIS_HEIGHT,
    marginLeft: 14,
    marginRight: 14,
    marginTop: 14,
    marginBottom: 38,
    x: {
      domain: [...domain],
      label: chart.axisLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: isNarrow ? 4 : 8,
      tickFormat: (tick: number) => toTickText(tick, chart),
    },
    y: { domain: [-0.45, rows.length - 0.35], reverse: true, axis: null },
    marks: [
      ObservablePlot.gridX({ ticks: isNarrow ? 4 : 8, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...(chart.reference === null
        ? []
        : [ObservablePlot.ruleX([chart.reference], { stroke: 'var(--ink-2)', strokeWidth: 1.25 })]),
      ObservablePlot.text(rows, {
        x: () => domain[0],
        y: (row: { index: number }) => row.index - 0.32,
        text: 'label',
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: 'var(--ink)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
        fontSize: 12.5,
      }),
      ObservablePlot.text(rows, {
        x: () => domain[1],
        y: (row: { index: number }) => row.index - 0.32,
        text: (row: IntervalRow) => toRowText(row, chart, isNarrow),
        textAnchor: 'end',
        lineAnchor: 'middle',
        fill: 'var(--ink-2)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
        fontSize: 12.5,
      }),
      ObservablePlot.link(drawn, {
        x1: (row: IntervalRow) => row.lower ?? row.value,
        x2: (row: IntervalRow) => row.upper ?? row.value,
        y1: 'index',
        y2: 'index',
        stroke: 'var(--data-1)',
        strokeWidth: 2,
      }),
      // Not tickX: it would make the row scale ordinal.
      ObservablePlot.ruleX(
        drawn.flatMap((row) =>
          [row.lower, row.upper].flatMap((end) => (end === null ? [] : [{ end, index: row.index }])),
        ),
        {
          x: 'end',
          y1: (tick: { index: number }) => tick.index - 0.1,
          y2: (tick: { index: number }) => tick.index + 0.1,
          stroke: 'var(--data-1)',
          strokeWidth: 2,
        },
      ),
      ObservablePlot.dot(drawn, {
        x: 'value',
        y: 'index',
        r: 5,
        symbol: (row: IntervalRow) => symbolByShape[row.shape],
        fill: (row: IntervalRow) => toFill(row.shape),
        stroke: 'var(--data-1)',
        strokeWidth: 2,
      }),
    ],
    color: { type: 'identity' },
    symbol: { type: 'identity' },
  };
}

function toRowText(row: IntervalRow, chart: IntervalChart, isNarrow: boolean): string {
  if (row.value === null) return isNarrow ? '–' : `– ${row.reason ?? ''}`;
  const interval = toIntervalText(
    { lower: row.lower, upper: row.upper, level: 0, sides: 'two', method: '' },
    chart.format,
  );
  const ends = row.lower === null && row.upper === null ? '' : ` ${interval}`;
  return `${toNumberText(row.value, chart.format)}${toUnitText(chart.format)}${ends}${isNarrow ? '' : `  n = ${toCountText(row.n)}`}`;
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
