/** What is wrong with a row of a file that holds a table, for a person. */
export interface RowProblem {
  /** 1-based, of the file as a text editor counts; null for the file as a whole. */
  readonly line: number | null;
  /** Column, or null for the row as a whole. */
  readonly field: string | null;
  readonly message: string;
}

/** `line 7, value: …`. */
export function toProblemText({ line, field, message }: RowProblem): string {
  const place = [...(line === null ? [] : [`line ${line}`]), ...(field === null ? [] : [field])].join(', ');
  return place === '' ? message : `${place}: ${message}`;
}
