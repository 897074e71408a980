import type { ChartSpec, ChartTable } from '#core/charts/chart-spec.ts';
import type { EvidenceLabel } from '#core/evidence/evidence-label.ts';
import { toInlineSvg } from '#core/charts/svg-drawing.ts';
import { toChartDrawing } from '#core/charts/to-chart-drawing.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { escapeMarkup } from '#core/text/escape-markup.ts';

/** A real table; its first column names the rows. */
export function toTableHtml(caption: string, { columns, rows }: ChartTable): string {
  const head = columns.map((column) => `<th scope="col">${escapeMarkup(column)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, index) => (index === 0 ? `<th scope="row">${escapeMarkup(cell)}</th>` : `<td>${escapeMarkup(cell)}</td>`)).join('')}</tr>`,
  );
  return `<div class="frame"><table><caption>${escapeMarkup(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

/** A chart under how it is read, with what its numbers rest on and its table twin. */
export function toFigureHtml(chart: ChartSpec, evidence: EvidenceLabel): string {
  return `<figure><figcaption>${escapeMarkup(chart.title)} <small>${evidence}</small></figcaption>\n${toParagraphHtml(chart.description, 'lead')}\n${toInlineSvg(toChartDrawing(chart), chart.title)}\n${toTwinHtml(chart)}</figure>`;
}

/** Tables longer than this are folded. */
const OPEN_ROWS = 40;

function toTwinHtml(chart: ChartSpec): string {
  const table = toChartTable(chart);
  const html = toTableHtml(chart.title, table);
  return table.rows.length <= OPEN_ROWS
    ? html
    : `<details><summary>Table: ${escapeMarkup(chart.title)}</summary>${html}</details>`;
}

/** Pairs of label and value. */
export function toFactsHtml(facts: readonly (readonly [label: string, value: string])[]): string {
  return `<dl>${facts.map(([label, value]) => `<dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(value)}</dd>`).join('')}</dl>`;
}

/** A paragraph of text. */
export function toParagraphHtml(text: string, className = ''): string {
  return `<p${className === '' ? '' : ` class="${className}"`}>${escapeMarkup(text)}</p>`;
}
