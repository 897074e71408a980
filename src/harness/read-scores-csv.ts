import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { RawScoreRow, ScoresProblem, ScoresTable } from './scores-table.ts';

/** A record with the byte of the text at which it ends. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

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
  const { records, problem } = readRecords(text, delimiter);
  if (problem !== null) return { columns: [], rows: [], problems: [problem] };
  const lines = toLines(text, records);
  const [header, ...body] = records.map(({ record }, index) => ({ record, line: lines[index] ?? 1 }));
  const columns = (header?.record ?? []).map((name) => name.trim());
  const problems = checkHeader(columns);
  if (problems.length > 0) return { columns, rows: [], problems };
  const rows: RawScoreRow[] = [];
  const badRows: ScoresProblem[] = [];
  for (const { record, line } of body) {
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

function readRecords(
  text: string,
  delimiter: string,
): { readonly records: readonly CsvRecord[]; readonly problem: ScoresProblem | null } {
  try {
    // The types know `info` only together with `columns`.
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    }) as unknown as readonly CsvRecord[];
    return { records, problem: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { records: [], problem: { line, field: null, message: `is not valid CSV: ${error.message}` } };
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** First line of each record: line ends are counted in the bytes before it, since one record may hold several. */
function toLines(text: string, records: readonly CsvRecord[]): readonly number[] {
  const lines: number[] = [];
  let line = 1;
  let byte = 0;
  let position = 0;
  for (const { info } of records) {
    lines.push(line);
    while (position < text.length && byte < info.bytes) {
      const unit = text.charCodeAt(position);
      byte += toUtf8Length(unit);
      position += 1;
      if (unit === LINE_FEED || (unit === RETURN && text.charCodeAt(position) !== LINE_FEED)) line += 1;
    }
  }
  return lines;
}

/** UTF-8 bytes of a UTF-16 unit; the two halves of a pair have two each. */
function toUtf8Length(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
}

function checkHeader(columns: readonly string[]): readonly ScoresProblem[] {
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
