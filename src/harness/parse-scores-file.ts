import { findIllFormedText } from '#core/bundle/ill-formed-text.ts';
import { toSchemaProblems } from '#core/bundle/schema-problem.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import {
  OPTIONAL_COLUMNS,
  REQUIRED_COLUMNS,
  ScoreFileRow,
  SCORES_LIMITS,
  type ScoreColumn,
} from '#core/model/score-file-row.ts';
import { checkScoreRows, type PlacedScoreRow } from './check-score-rows.ts';
import { readScoresCsv } from './read-scores-csv.ts';
import { readScoresJsonl } from './read-scores-jsonl.ts';
import { toProblemText, type RowProblem } from './row-problem.ts';
import type { RawScoreRow, ScoresTable } from './scores-table.ts';

/** The rows of a scores file, every one of them checked. */
export interface ScoresFile {
  /** Name without folders. */
  readonly name: string;
  readonly sha256: string;
  readonly rows: readonly ScoreFileRow[];
  /** Known columns that the file has. */
  readonly columns: ReadonlySet<ScoreColumn>;
  /** Columns that are not read, in the order of the file. */
  readonly ignored: readonly string[];
}

/** Problems that a message lists; the rest is counted. */
export const MAX_SCORES_PROBLEMS = 50;

const KNOWN: readonly string[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];

/**
 * Reads scores that another program gave: CSV, TSV or JSON Lines, told apart by the end of the name. All or nothing: one bad row refuses the file. Fails with
 * `task-invalid`: `location` is the first bad place, `detail` has up to 50 problems, a line each, with line and field.
 */
export function parseScoresFile(bytes: Uint8Array, name: string): Result<ScoresFile> {
  const read = readTable(bytes, name);
  if (!read.ok) return read;
  const { columns, rows, problems } = read.value;
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (problems.length === 0 && missing.length > 0) {
    const found = columns.length === 0 ? 'none' : columns.slice(0, 30).join(', ');
    const message = `has no column ${missing.join(', ')}; its columns are: ${found}`;
    return toRefusal(name, [{ line: 1, field: null, message }]);
  }
  const placed: PlacedScoreRow[] = [];
  const found: RowProblem[] = [...problems];
  for (const row of rows) {
    const checked = checkRow(row);
    if (Array.isArray(checked)) found.push(...checked);
    else placed.push({ row: checked, line: row.line });
  }
  found.push(...checkScoreRows(placed));
  if (found.length > 0) return toRefusal(name, found);
  if (placed.length === 0) return toRefusal(name, [{ line: null, field: null, message: 'has no rows' }]);
  return toOk({
    name: name.replace(/^.*[\\/]/, ''),
    sha256: sha256Hex(bytes),
    rows: placed.map(({ row }) => row),
    columns: new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].filter((column) => columns.includes(column))),
    ignored: columns.filter((column) => !KNOWN.includes(column)),
  });
}

function readTable(bytes: Uint8Array, name: string): Result<ScoresTable> {
  if (bytes.length > SCORES_LIMITS.bytes)
    return toFailed('task-invalid', `${name} has ${bytes.length} bytes; at most ${SCORES_LIMITS.bytes} are read.`);
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok)
    return toFailed('task-invalid', `${name}: byte ${decoded.byteOffset} is not valid UTF-8: save the file as UTF-8.`);
  const table = toTable(decoded.text, name);
  if (table === null)
    return toFailed(
      'task-invalid',
      `${name}: the name must end in .csv, .tsv, .jsonl or .ndjson, so that the format is known.`,
    );
  return table.rows.length > SCORES_LIMITS.rows
    ? toFailed('task-invalid', `${name} has ${table.rows.length} rows; at most ${SCORES_LIMITS.rows} are read.`)
    : toOk(table);
}

function toTable(text: string, name: string): ScoresTable | null {
  if (/\.csv$/i.test(name)) return readScoresCsv(text, ',');
  if (/\.tsv$/i.test(name)) return readScoresCsv(text, '\t');
  return /\.(?:jsonl|ndjson)$/i.test(name) ? readScoresJsonl(text) : null;
}

/** The row with its absent fields filled in, or what is wrong with it. */
function checkRow({ line, fields }: RawScoreRow): ScoreFileRow | RowProblem[] {
  const known = Object.fromEntries(Object.entries(fields).filter(([column]) => KNOWN.includes(column)));
  const isFailed = known['status'] === 'failed';
  const parsed = ScoreFileRow.safeParse({ ...known, value: known['value'] ?? (isFailed ? null : undefined) });
  if (!parsed.success) {
    return toSchemaProblems(parsed.error, known).map(({ path, message }) => ({
      line,
      field: path === '' ? null : path,
      message: message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message,
    }));
  }
  const row = parsed.data;
  const illFormed = findIllFormedText(row);
  if (illFormed !== null)
    return [{ line, field: String(illFormed[0]), message: 'holds half a surrogate pair, which is no character' }];
  if (row.status === 'failed' && row.value !== null)
    return [{ line, field: 'value', message: 'must be empty for a failed trial, which is never scored' }];
  return row;
}

function toRefusal(name: string, problems: readonly RowProblem[]): Result<never> {
  const [first] = problems;
  const shown = problems.slice(0, MAX_SCORES_PROBLEMS).map(toProblemText);
  const hidden = problems.length - shown.length;
  const more =
    problems.length === 1 ? '' : ` (and ${problems.length - 1} more ${problems.length === 2 ? 'problem' : 'problems'})`;
  return toFailed('task-invalid', `${name}: ${first === undefined ? 'is not valid' : toProblemText(first)}${more}`, {
    location: first?.line === null || first === undefined ? name : `${name}:${first.line}`,
    detail: [...shown, ...(hidden === 0 ? [] : [`… and ${hidden} more`])].join('\n'),
  });
}
