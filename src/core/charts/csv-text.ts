/** A cell of a CSV file: numbers with all their digits, null as an empty cell. */
export type CsvCell = string | number | null;

/**
 * Rows as CSV (RFC 4180, UTF-8, one line each under a header). Texts that a spreadsheet would run as a formula – those that begin with
 * = + - @, a tab or a line break – get an apostrophe before them (OWASP, CSV injection); numbers are left as they are.
 */
export function toCsvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(toCellText).join(',')}\r\n`).join('');
}

function toCellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
