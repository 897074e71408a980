import { escapeMarkup } from '../text/escape-markup.ts';
import type { ScatterChart, ScatterPoint } from './chart-spec.ts';
import { toMark } from './interval-svg.ts';
import { toScatterDomains } from './scatter-domain.ts';
import { SVG_WIDTH, type SvgDrawing } from './svg-drawing.ts';
import { createSvgScale } from './svg-scale.ts';

const HEIGHT = 340;
const LEFT = 56;
const RIGHT = 24;
const TOP = 16;
const BOTTOM = HEIGHT - 48;

/** Named points with intervals both ways as a drawing, those of the path joined by a dashed line. */
export function toScatterSvg(chart: ScatterChart): SvgDrawing {
  const domains = toScatterDomains(chart);
  const x = createSvgScale(domains.x, [LEFT, SVG_WIDTH - RIGHT]);
  const y = createSvgScale(domains.y, [BOTTOM, TOP]);
  const xTicks = x.ticks.map(
    (tick) =>
      `<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${TOP}" y2="${BOTTOM}"/><text class="tick" x="${x.at(tick)}" y="${BOTTOM + 18}" text-anchor="middle">${tick}</text>`,
  );
  const yTicks = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${LEFT}" x2="${SVG_WIDTH - RIGHT}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${LEFT - 8}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const path = chart.path.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${x.at(px)} ${y.at(py)}`).join('');
  const toPoint = (point: ScatterPoint): string => {
    const [px, py] = [x.at(point.x), y.at(point.y)];
    const across =
      point.xLower === null || point.xUpper === null
        ? ''
        : `<line class="interval" x1="${x.clampedAt(point.xLower)}" x2="${x.clampedAt(point.xUpper)}" y1="${py}" y2="${py}"/>`;
    const upright =
      point.yLower === null || point.yUpper === null
        ? ''
        : `<line class="interval" x1="${px}" x2="${px}" y1="${y.clampedAt(point.yLower)}" y2="${y.clampedAt(point.yUpper)}"/>`;
    const isLate = px > (LEFT + SVG_WIDTH - RIGHT) / 2;
    return `${across}${upright}${toMark(point.shape, px, py)}<text class="label" x="${isLate ? px - 9 : px + 9}" y="${py - 8}" text-anchor="${isLate ? 'end' : 'start'}">${escapeMarkup(point.label)}</text>`;
  };
  const body = [
    ...xTicks,
    ...yTicks,
    path === '' ? '' : `<path class="curve dashed" d="${path}"/>`,
    ...chart.points.map(toPoint),
    `<text class="axis" x="${(LEFT + SVG_WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(chart.xLabel)}</text>`,
    `<text class="axis" transform="translate(14 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escapeMarkup(chart.yLabel)}</text>`,
  ].join('');
  return { height: HEIGHT, body };
}
