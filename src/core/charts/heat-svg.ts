import { escapeMarkup } from '../text/escape-markup.ts';
import type { HeatChart } from './chart-spec.ts';
import { OUTCOME_TEXTS, toHeatPaths } from './heat-paths.ts';
import { SVG_WIDTH, type SvgDrawing } from './svg-drawing.ts';

const TOP = 48;
const RIGHT = 16;
const LABEL_WIDTH = 180;
const LABELLED_HEIGHT = 14;
/** More rows than this have no names in the drawing; the table has them. */
const MAX_LABELLED = 80;
/** Height of the plot without names, px. */
const PLAIN_HEIGHT = 640;
const MAX_LABEL = 28;
const MAX_TICKS = 20;
/** Room for an entry of the key, px. */
const KEY_STEP = 113;

/** Outcomes as a drawing: a path for each outcome, row names while there are few enough of them. */
export function toHeatSvg(chart: HeatChart): SvgDrawing {
  const { rows, columns } = chart;
  const isLabelled = rows.length <= MAX_LABELLED;
  const left = isLabelled ? LABEL_WIDTH : 16;
  const rowHeight = isLabelled ? LABELLED_HEIGHT : Math.min(LABELLED_HEIGHT, PLAIN_HEIGHT / rows.length);
  const columnWidth = (SVG_WIDTH - RIGHT - left) / Math.max(1, columns.length);
  const step = Math.ceil(columns.length / MAX_TICKS);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const names = isLabelled
    ? rows.map(
        ({ label }, row) =>
          `<text class="tick" x="${left - 8}" y="${round(TOP + (row + 0.5) * rowHeight + 4)}" text-anchor="end">${escapeMarkup(label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label)}</text>`,
      )
    : [];
  const ticks = columns.flatMap((column, index) =>
    index % step === 0
      ? `<text class="tick" x="${round(left + (index + 0.5) * columnWidth)}" y="${TOP - 6}" text-anchor="middle">${escapeMarkup(column)}</text>`
      : [],
  );
  const outcomes = new Set(rows.flatMap(({ cells }) => cells));
  const key = OUTCOME_TEXTS.filter(([outcome]) => outcomes.has(outcome)).map(
    ([outcome, text], index) =>
      `<rect class="cell ${outcome}" x="${left + index * KEY_STEP}" y="6" width="10" height="10"/><text class="tick" x="${left + index * KEY_STEP + 16}" y="15">${text}</text>`,
  );
  const cells = toHeatPaths(chart).map(({ outcome, path }) => `<path class="cell ${outcome}" d="${path}"/>`);
  const body = [
    ...key,
    ...ticks,
    ...names,
    `<g transform="translate(${left} ${TOP}) scale(${round(columnWidth)} ${round(rowHeight)})">${cells.join('')}</g>`,
  ].join('');
  return { height: Math.ceil(TOP + rows.length * rowHeight + 12), body };
}
