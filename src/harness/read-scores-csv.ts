import { readCsvRecords } from './read-csv-records.ts';
import type { RowProblem } from './row-problem.ts';
import type { RawScoreRow, ScoresTable } from './scores-table.ts';

const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  'epoch',
  'value',
  'success',
  'confidence',
  'severity',
  'costSeconds',
  'tokens',
]);

/**
 * Rows of a CSV or TSV text after RFC 4180, with a header: any line ends, quoted cells with line ends in them, a byte order mark. An empty cell is an absent
 * field; cells of number columns become numbers, all others stay text, whatever they begin with. After a broken quote nothing can be told apart, so that is
 * the only problem then.
 */
export function readScoresCsv(text: string, delimiter: ',' | '\t'): ScoresTable {
  const { records, problem } = readCsvRecords(text, delimiter);
  if (problem !== null) return { columns: [], rows: [], problems: [problem] };
  const [header, ...body] = records;
  const columns = (header?.cells ?? []).map((name) => name.trim());
  const problems = checkHeader(columns);
  if (problems.length > 0) return { columns, rows: [], problems };
  const rows: RawScoreRow[] = [];
  const badRows: RowProblem[] = [];
  for (const { cells: record, line } of body) {
    if (record.length === 1 && record[0] === '') continue;
    if (record.length !== columns.length) {
      const message = `has ${record.length} cells, the header has ${columns.length}`;
      badRows.push({ line, field: null, message });
      continue;
    }
    const cells = record.map((cell, index) => [columns[index] ?? '', toField(columns[index] ?? '', cell)] as const);
    rows.push({ line, fields: Object.fromEntries(cells.filter(([, field]) => field !== undefined)) });
  }
  return { columns, rows, problems: badRows };
}

function checkHeader(columns: readonly string[]): readonly RowProblem[] {
  const twice = new Set(columns.filter((name, index) => columns.indexOf(name) !== index));
  return [...twice].map((name) => ({ line: 1, field: name === '' ? null : name, message: 'is a column twice' }));
}

/** The value of a cell; undefined for an absent one. Text that is no number stays text, so that the check can quote it. */
function toField(column: string, cell: string): unknown {
  const trimmed = cell.trim();
  if (trimmed === '') return column === 'raw' && cell !== '' ? cell : undefined;
  if (column === 'success' && /^(?:true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true' ? 1 : 0;
  if (NUMBER_COLUMNS.has(column))
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
  return column === 'raw' || column === 'answer' ? cell : trimmed;
}
