import { parseJson } from '#core/bundle/parse-json.ts';
import type { RowProblem } from './row-problem.ts';
import type { RawScoreRow, ScoresTable } from './scores-table.ts';

/** Rows of a JSON Lines text: an object a line; empty lines are passed over, a field that is null is absent. `success` may be true or false. */
export function readScoresJsonl(text: string): ScoresTable {
  const columns = new Set<string>();
  const rows: RawScoreRow[] = [];
  const problems: RowProblem[] = [];
  for (const [index, lineText] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    if (lineText.trim() === '') continue;
    const json = parseJson(lineText);
    if (!json.ok) {
      problems.push({ line, field: null, message: `is not valid JSON at column ${json.column}: ${json.reason}` });
      continue;
    }
    const { value } = json;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ line, field: null, message: 'is not an object' });
      continue;
    }
    const fields = Object.entries(value).flatMap(([name, field]): readonly (readonly [string, unknown])[] => {
      columns.add(name);
      if (field === null) return [];
      return [[name, name === 'success' && typeof field === 'boolean' ? Number(field) : field]];
    });
    rows.push({ line, fields: Object.fromEntries(fields) });
  }
  return { columns: [...columns], rows, problems };
}
