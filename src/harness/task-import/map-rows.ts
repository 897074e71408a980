import { readSample, toDuplicateProblem, type SampleReading } from '#core/model/read-sample.ts';
import { toMappedColumns, type RowMapping } from '#core/model/row-mapping.ts';
import type { Sample } from '#core/model/sample.ts';
import type { RowProblem } from '../row-problem.ts';
import type { ImportRow, ImportTable } from './import-table.ts';
import { mapRow } from './map-row.ts';

/** Problems that are kept with their words; the rest is counted. */
export const MAX_IMPORT_PROBLEMS = 200;

/** What a file becomes under a mapping. */
export interface MappedRows {
  /** Of the good rows, in the order of the file. */
  readonly samples: readonly Sample[];
  /** Rows that became no sample. */
  readonly badRowCount: number;
  /** Why, in the order of the file; at most 200. */
  readonly problems: readonly RowProblem[];
}

/** Every row that can be a sample under a mapping, and every one that cannot with its reasons. */
export function mapRows(table: ImportTable, mapping: RowMapping): MappedRows {
  return collectRows(table, (row) =>
    mapping.type === 'samples' ? readSample(Object.fromEntries(row.cells)) : mapRow(row, mapping),
  );
}

/** The rows of a table as `readRow` reads them. A sample that stands in the file twice is bad the second time. */
export function collectRows(table: ImportTable, readRow: (row: ImportRow) => SampleReading): MappedRows {
  const samples: Sample[] = [];
  const lineBySampleId = new Map<string, number>();
  const problems: RowProblem[] = [...table.problems];
  const badLines = new Set(table.problems.map(({ line }) => line));
  for (const row of table.rows) {
    const reading = readRow(row);
    if (!reading.ok) {
      badLines.add(row.line);
      for (const { path, message } of reading.problems) problems.push(toRowProblem(row.line, path, message));
      continue;
    }
    const { sampleId } = reading.sample;
    const firstLine = lineBySampleId.get(sampleId);
    if (firstLine === undefined) {
      lineBySampleId.set(sampleId, row.line);
      samples.push(reading.sample);
    } else {
      badLines.add(row.line);
      problems.push({ line: row.line, field: null, message: toDuplicateProblem(reading, firstLine) });
    }
  }
  const ordered = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { samples, badRowCount: badLines.size, problems: ordered.slice(0, MAX_IMPORT_PROBLEMS) };
}

function toRowProblem(line: number, path: string, message: string): RowProblem {
  const bare = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  return { line, field: path === '' ? null : path, message: bare };
}

/** What is wrong with a mapping before any row is read: columns that the file does not have. */
export function findMappingProblems(table: ImportTable, mapping: RowMapping): readonly string[] {
  if (mapping.type === 'samples') return [];
  const missing = toMappedColumns(mapping).filter((column) => !table.columns.includes(column));
  return [...new Set(missing)].map((column) => `The file has no column "${column}".`);
}
