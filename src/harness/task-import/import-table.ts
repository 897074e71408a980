import { parseJson } from '#core/bundle/parse-json.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { MAX_SAMPLES } from '#core/model/parse-samples.ts';
import { readCsvRecords } from '../read-csv-records.ts';
import type { RowProblem } from '../row-problem.ts';

/** Formats of tables, as a person chooses among them. */
export const IMPORT_FORMATS = ['csv', 'csv-semicolon', 'tsv', 'jsonl'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A row as it stands in the file: texts in CSV, any JSON value in JSON Lines. */
export interface ImportRow {
  /** First line of the row, 1-based. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, unknown>;
}

/** A file as a table, before anybody said what its columns mean. */
export interface ImportTable {
  /** Name without folders. */
  readonly fileName: string;
  readonly format: ImportFormat;
  /** In the order of the file. */
  readonly columns: readonly string[];
  readonly rows: readonly ImportRow[];
  /** Rows that are no rows of this table, in the order of the file. */
  readonly problems: readonly RowProblem[];
}

/** Bounds of a file that is imported; what is bigger does not fit into a configuration either. */
export const IMPORT_LIMITS = { bytes: 16 * 1024 * 1024, columns: 500, columnName: 500 } as const;

/**
 * Reads a table of any format; without `format` the name and the first line tell which. Fails with `task-invalid` where nothing of the file can be read:
 * too large, no UTF-8 (the line is named), no rows.
 */
export function readImportTable(bytes: Uint8Array, name: string, format: ImportFormat | null): Result<ImportTable> {
  const fileName = name.replace(/^.*[\\/]/, '');
  const refuse = (message: string, location = fileName): Result<never> =>
    toFailed('task-invalid', `${location}: ${message}`, { location });
  if (bytes.length > IMPORT_LIMITS.bytes)
    return refuse(`has ${bytes.length} bytes; at most ${IMPORT_LIMITS.bytes} are imported. Split the file.`);
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    const line = bytes.subarray(0, decoded.byteOffset).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1);
    return refuse(
      `byte ${decoded.byteOffset} is not valid UTF-8. Save the file as UTF-8 and open it again.`,
      `${fileName}:${line}`,
    );
  }
  const text = decoded.text.replace(/^\uFEFF/, '');
  const found = format ?? detectFormat(text, fileName);
  const table = found === 'jsonl' ? readJsonLines(text) : readCsv(text, DELIMITERS[found]);
  if (table.columns.length > IMPORT_LIMITS.columns)
    return refuse(`has ${table.columns.length} columns; at most ${IMPORT_LIMITS.columns} are read.`);
  if (table.rows.length > MAX_SAMPLES)
    return refuse(`has ${table.rows.length} rows; at most ${MAX_SAMPLES} are imported. Split the file.`);
  if (table.rows.length === 0 && table.problems.length === 0) return refuse('holds no rows.');
  return toOk({ fileName, format: found, ...table });
}

const DELIMITERS = { csv: ',', 'csv-semicolon': ';', tsv: '\t' } as const;

function detectFormat(text: string, fileName: string): ImportFormat {
  if (/\.(?:jsonl|ndjson)$/i.test(fileName)) return 'jsonl';
  if (/\.(?:tsv|tab)$/i.test(fileName)) return 'tsv';
  if (!/\.csv$/i.test(fileName) && /^\s*\{/.test(text)) return 'jsonl';
  const header =
    text
      .slice(0, 10_000)
      .split(/\r|\n/, 1)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  const ranked = (['csv', 'csv-semicolon', 'tsv'] as const).toSorted(
    (a, b) => count(DELIMITERS[b]) - count(DELIMITERS[a]),
  );
  return ranked[0] ?? 'csv';
}

type Table = Pick<ImportTable, 'columns' | 'rows' | 'problems'>;

function readCsv(text: string, delimiter: string): Table {
  const { records, problem } = readCsvRecords(text, delimiter);
  if (problem !== null) return { columns: [], rows: [], problems: [problem] };
  const [header, ...body] = records;
  const columns = (header?.cells ?? []).map((name) => name.trim());
  const nameless = columns.findIndex((name) => name === '' || name.length > IMPORT_LIMITS.columnName);
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (nameless !== -1 || twice !== undefined) {
    const message =
      nameless === -1 ? `has two columns "${twice ?? ''}"` : `gives column ${nameless + 1} no name, or one too long`;
    return { columns: [], rows: [], problems: [{ line: 1, field: null, message: `the header ${message}` }] };
  }
  const rows: ImportRow[] = [];
  const problems: RowProblem[] = [];
  for (const { cells, line } of body) {
    if (cells.length === 1 && cells[0] === '') continue;
    if (cells.length === columns.length)
      rows.push({ line, cells: new Map(columns.map((column, index) => [column, cells[index] ?? ''])) });
    else problems.push({ line, field: null, message: `has ${cells.length} cells, the header has ${columns.length}` });
  }
  return { columns, rows, problems };
}

function readJsonLines(text: string): Table {
  const columns = new Set<string>();
  const rows: ImportRow[] = [];
  const problems: RowProblem[] = [];
  for (const [index, lineText] of text.split('\n').entries()) {
    const line = index + 1;
    if (lineText.trim() === '') continue;
    const json = parseJson(lineText);
    if (!json.ok)
      problems.push({ line, field: null, message: `is not valid JSON at column ${json.column}: ${json.reason}` });
    else if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
      problems.push({ line, field: null, message: 'is not a JSON object' });
    else {
      const cells = new Map<string, unknown>(Object.entries(json.value));
      for (const column of cells.keys()) if (columns.size <= IMPORT_LIMITS.columns) columns.add(column);
      rows.push({ line, cells });
    }
  }
  return { columns: [...columns], rows, problems };
}
