import { escapeMarkup } from '../text/escape-markup.ts';
import type { ChartSpec } from './chart-spec.ts';
import { SVG_WIDTH } from './svg-drawing.ts';
import { toChartDrawing } from './to-chart-drawing.ts';

const HEAD = 40;
const FOOT = 12;

/** The classes of drawings in the colours of the light theme. A viewer outside a browser knows neither custom properties nor `light-dark()`. */
const STYLE = [
  'text{font:12px system-ui,sans-serif;fill:#15181b}',
  '.title{font-size:15px;font-weight:600}',
  '.tick,.axis{fill:#454b52}',
  '.grid{stroke:#e0e0d9}',
  '.reference{stroke:#454b52;stroke-dasharray:3 3}',
  '.interval{stroke:#0a626c;stroke-width:2}',
  '.mark{fill:#0a626c}',
  '.ring{fill:#ffffff;stroke:#0a626c;stroke-width:2}',
  '.curve{fill:none;stroke:#0a626c;stroke-width:1.5}',
  '.dashed{stroke-dasharray:5 4}',
  '.second{stroke:#a84b00;stroke-dasharray:5 4}',
  '.dotted{stroke:#454b52;stroke-dasharray:1 3}',
  '.band{fill:#0a626c;fill-opacity:.15}',
  '.pass{fill:#0a626c}',
  '.fail{fill:#e0e0d9}',
  '.unparsable{fill:#a84b00}',
  '.missing{fill:#84888b}',
].join('');

/** A chart as an SVG file of its own: title, how to read it as the file's description, colours and fonts inside, nothing loaded. */
export function toSvgFile(chart: ChartSpec): string {
  const { height, body } = toChartDrawing(chart);
  const whole = HEAD + height + FOOT;
  const title = escapeMarkup(chart.title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SVG_WIDTH}" height="${whole}" viewBox="0 0 ${SVG_WIDTH} ${whole}">`,
    `<title>${title}</title><desc>${escapeMarkup(chart.description)}</desc>`,
    `<style>${STYLE}</style><rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text class="title" x="16" y="24">${title}</text>`,
    `<g transform="translate(0 ${HEAD})">${body}</g></svg>`,
  ].join('');
}
