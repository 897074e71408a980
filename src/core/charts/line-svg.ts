import { escapeMarkup } from '../text/escape-markup.ts';
import type { LineChart } from './chart-spec.ts';
import { toCountText } from './number-text.ts';
import { SVG_WIDTH, type SvgDrawing } from './svg-drawing.ts';
import { createSvgScale } from './svg-scale.ts';

const TOP = 30;
const PLOT_HEIGHT = 250;
const LEFT = 56;
const RIGHT = 16;
const BOTTOM = TOP + PLOT_HEIGHT;
const HEIGHT = BOTTOM + 48;
/** Length of a line in the key, px, and the room for its name. */
const KEY = 28;
const KEY_STEP = 150;

/** Lines over a continuous scale as a drawing: the first full, the second dashed, the one to compare with dotted; a key above names them. */
export function toLineSvg(chart: LineChart): SvgDrawing {
  const x = createSvgScale(chart.xDomain, [LEFT, SVG_WIDTH - RIGHT]);
  const y = createSvgScale(chart.yDomain, [BOTTOM, TOP]);
  const lines = [
    ...chart.series.map(({ label, points }, order) => ({
      label,
      points,
      className: order === 0 ? 'curve' : 'curve second',
    })),
    ...(chart.reference === null
      ? []
      : [{ label: chart.reference.label, points: chart.reference.ends, className: 'curve dotted' }]),
  ];
  const xTicks = x.ticks.map(
    (tick) =>
      `<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${TOP}" y2="${BOTTOM}"/><text class="tick" x="${x.at(tick)}" y="${BOTTOM + 18}" text-anchor="middle">${chart.xFormat === 'ms' ? toCountText(tick) : tick}</text>`,
  );
  const yTicks = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${LEFT}" x2="${SVG_WIDTH - RIGHT}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${LEFT - 8}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const drawn = lines.map(
    ({ points, className }) =>
      `<path class="${className}" d="${points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${x.at(px)} ${y.clampedAt(py)}`).join('')}"/>`,
  );
  const ends = chart.band?.points ?? [];
  const edge = (side: 1 | 2, points: typeof ends): readonly string[] =>
    points.map((point) => `${x.at(point[0])} ${y.clampedAt(point[side])}`);
  const band =
    ends.length === 0
      ? ''
      : `<path class="band" d="M${[...edge(1, ends), ...edge(2, ends.toReversed())].join('L')}z"/>`;
  const bandKey =
    chart.band === null || ends.length === 0
      ? ''
      : `<rect class="band" x="${LEFT + lines.length * KEY_STEP}" y="6" width="${KEY}" height="12"/><text class="tick" x="${LEFT + lines.length * KEY_STEP + KEY + 8}" y="16">${escapeMarkup(chart.band.label)}</text>`;
  const keys = lines.map(
    ({ label, className }, order) =>
      `<path class="${className}" d="M${LEFT + order * KEY_STEP} 12h${KEY}"/><text class="tick" x="${LEFT + order * KEY_STEP + KEY + 8}" y="16">${escapeMarkup(label)}</text>`,
  );
  const body = [
    ...xTicks,
    ...yTicks,
    band,
    ...drawn,
    ...keys,
    bandKey,
    `<text class="axis" x="${(LEFT + SVG_WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(chart.xLabel)}</text>`,
    `<text class="axis" transform="translate(14 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escapeMarkup(chart.yLabel)}</text>`,
  ].join('');
  return { height: HEIGHT, body };
}
