import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { RowProblem } from './row-problem.ts';

/** A record of a CSV text with the line on which it begins, 1-based. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A record with the byte of the text at which it ends. */
interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

/**
 * Records of a CSV text after RFC 4180, the header among them: any line ends, quoted cells with line ends in them, a byte order mark. After a broken
 * quote nothing can be told apart, so then there are no records and one problem.
 */
export function readCsvRecords(
  text: string,
  delimiter: string,
): { readonly records: readonly CsvRecord[]; readonly problem: RowProblem | null } {
  try {
    // The types know `info` only together with `columns`.
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    }) as unknown as readonly ParsedRecord[];
    const lines = toLines(text, records);
    return { records: records.map(({ record }, index) => ({ cells: record, line: lines[index] ?? 1 })), problem: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { records: [], problem: { line, field: null, message: `is not valid CSV: ${error.message}` } };
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** First line of each record: line ends are counted in the bytes before it, since one record may hold several. */
function toLines(text: string, records: readonly ParsedRecord[]): readonly number[] {
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
