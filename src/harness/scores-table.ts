import type { RowProblem } from './row-problem.ts';

/** A row before its fields are checked. */
export interface RawScoreRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Rows of a file with the columns that it has, whatever its format. */
export interface ScoresTable {
  /** In the order of the file. */
  readonly columns: readonly string[];
  readonly rows: readonly RawScoreRow[];
  readonly problems: readonly RowProblem[];
}
