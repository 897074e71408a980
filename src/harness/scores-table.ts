/** What is wrong with a scores file, for a person. */
export interface ScoresProblem {
  /** 1-based, of the file as a text editor counts; null for the file as a whole. */
  readonly line: number | null;
  /** Column, or null for the row as a whole. */
  readonly field: string | null;
  readonly message: string;
}

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
  readonly problems: readonly ScoresProblem[];
}

/** `line 7, value: …`. */
export function toProblemText({ line, field, message }: ScoresProblem): string {
  const place = [...(line === null ? [] : [`line ${line}`]), ...(field === null ? [] : [field])].join(', ');
  return place === '' ? message : `${place}: ${message}`;
}
