import { escapeMarkup } from '../text/escape-markup.ts';
import type { CurveChart } from './chart-spec.ts';
import { toMark } from './interval-svg.ts';
import { toNumberText } from './number-text.ts';
import { SVG_WIDTH, type SvgDrawing } from './svg-drawing.ts';
import { createSvgScale } from './svg-scale.ts';

const HEIGHT = 300;
const LEFT = 48;
const RIGHT = 96;
const TOP = 12;
const BOTTOM = 48;

/** Curves over whole numbers as a drawing: points with intervals, joined; the first series full, later ones dashed. */
export function toCurveSvg(chart: CurveChart): SvgDrawing {
  const xs = chart.series.flatMap(({ points }) => points.map(({ x }) => x));
  const xScale = createSvgScale([Math.min(1, ...xs), Math.max(2, ...xs)], [LEFT, SVG_WIDTH - RIGHT]);
  const yScale = createSvgScale(chart.domain, [HEIGHT - BOTTOM, TOP]);
  const grid = yScale.ticks.map(
    (tick) =>
      `<line class="grid" x1="${LEFT}" x2="${SVG_WIDTH - RIGHT}" y1="${yScale.at(tick)}" y2="${yScale.at(tick)}"/><text class="tick" x="${LEFT - 8}" y="${yScale.at(tick) + 4}" text-anchor="end">${escapeMarkup(toNumberText(tick, chart.format))}</text>`,
  );
  const ticks = xScale.ticks
    .filter((tick) => Number.isInteger(tick))
    .map(
      (tick) =>
        `<text class="tick" x="${xScale.at(tick)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${tick}</text>`,
    );
  const series = chart.series.map(({ label, shape, points }, order) => {
    const known = points.flatMap((point) => (point.y === null ? [] : [{ ...point, y: point.y }]));
    const path = known.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${xScale.at(x)} ${yScale.at(y)}`).join('');
    const intervals = known.map(({ x, lower, upper }) =>
      lower === null || upper === null
        ? ''
        : `<line class="interval" x1="${xScale.at(x)}" x2="${xScale.at(x)}" y1="${yScale.clampedAt(lower)}" y2="${yScale.clampedAt(upper)}"/>`,
    );
    const last = known.at(-1);
    const name =
      last === undefined
        ? ''
        : `<text class="label" x="${xScale.at(last.x) + 10}" y="${yScale.at(last.y) + 4}">${escapeMarkup(label)}</text>`;
    const marks = known.map(({ x, y }) => toMark(shape, xScale.at(x), yScale.at(y)));
    return `<path class="${order === 0 ? 'curve' : 'curve dashed'}" d="${path}"/>${intervals.join('')}${marks.join('')}${name}`;
  });
  const body = [
    ...grid,
    ...ticks,
    ...series,
    `<text class="axis" x="${(LEFT + SVG_WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(chart.xLabel)}</text>`,
  ].join('');
  return { height: HEIGHT, body };
}
