import { escapeMarkup } from '../text/escape-markup.ts';
import type { IntervalChart, IntervalRow, MarkShape } from './chart-spec.ts';
import { toNumberText } from './number-text.ts';
import { SVG_WIDTH, type SvgDrawing } from './svg-drawing.ts';
import { createSvgScale, type SvgScale } from './svg-scale.ts';

const LABEL_WIDTH = 220;
const ROW_HEIGHT = 22;
const TOP = 8;
const AXIS_HEIGHT = 40;

/** Labels longer than this are cut; the table beneath has them whole. */
const MAX_LABEL = 34;

/** A chart of readings with intervals: one row each, colours by CSS class. */
export function toIntervalSvg(chart: IntervalChart): SvgDrawing {
  const bottom = TOP + chart.rows.length * ROW_HEIGHT;
  const scale = createSvgScale(toDomain(chart), [LABEL_WIDTH, SVG_WIDTH - 16]);
  const ticks = scale.ticks.map(
    (tick) =>
      `<line class="grid" x1="${scale.at(tick)}" x2="${scale.at(tick)}" y1="${TOP}" y2="${bottom}"/><text class="tick" x="${scale.at(tick)}" y="${bottom + 16}" text-anchor="middle">${escapeMarkup(toNumberText(tick, chart.format))}</text>`,
  );
  const reference =
    chart.reference === null
      ? ''
      : `<line class="reference" x1="${scale.at(chart.reference)}" x2="${scale.at(chart.reference)}" y1="${TOP}" y2="${bottom}"/>`;
  const rows = chart.rows.map((row, index) => toRowMarkup(row, scale, TOP + (index + 0.5) * ROW_HEIGHT));
  const body = [
    ...ticks,
    reference,
    ...rows,
    `<text class="axis" x="${(LABEL_WIDTH + SVG_WIDTH - 16) / 2}" y="${bottom + 34}" text-anchor="middle">${escapeMarkup(chart.axisLabel)}</text>`,
  ].join('');
  return { height: bottom + AXIS_HEIGHT, body };
}

function toDomain(chart: IntervalChart): readonly [number, number] {
  if (chart.domain !== null) return chart.domain;
  const values = chart.rows.flatMap(({ value, lower, upper }) => [value, lower, upper]).filter((end) => end !== null);
  const all = chart.reference === null ? values : [...values, chart.reference];
  return all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
}

function toRowMarkup(
  { label: plainLabel, flag, shape, value, lower, upper }: IntervalRow,
  scale: SvgScale,
  y: number,
): string {
  const label = flag?.startsWith('✱') === true ? `✱ ${plainLabel}` : plainLabel;
  const short = label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1).toWellFormed()}…` : label;
  const name = `<text class="label" x="${LABEL_WIDTH - 12}" y="${y + 4}" text-anchor="end">${escapeMarkup(short)}</text>`;
  if (value === null) return `${name}<text class="tick" x="${LABEL_WIDTH}" y="${y + 4}">not defined</text>`;
  const interval =
    lower === null || upper === null
      ? ''
      : `<line class="interval" x1="${scale.clampedAt(lower)}" x2="${scale.clampedAt(upper)}" y1="${y}" y2="${y}"/>`;
  return `${name}${interval}${toMark(shape, scale.at(value), y)}`;
}

/** A mark of radius 4 px at a place. */
export function toMark(shape: MarkShape, x: number, y: number): string {
  switch (shape) {
    case 'disc':
      return `<circle class="mark" cx="${x}" cy="${y}" r="4"/>`;
    case 'ring':
      return `<circle class="ring" cx="${x}" cy="${y}" r="4"/>`;
    case 'diamond':
      return `<path class="mark" d="M${x} ${y - 5}l5 5-5 5-5-5z"/>`;
    default:
      return shape satisfies never;
  }
}
