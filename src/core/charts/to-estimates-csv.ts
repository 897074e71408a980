import type { Estimate } from '../model/report.ts';

type Cell = string | number | null;

const COLUMNS: readonly (readonly [name: string, pick: (estimate: Estimate) => Cell])[] = [
  ['metric', ({ metric }) => metric],
  ['model', ({ model }) => model],
  ['conditionId', ({ conditionId }) => conditionId],
  ['scorer', ({ scorer }) => scorer],
  [
    'params',
    ({ params }) =>
      Object.entries(params)
        .map(([name, setting]) => `${name}=${setting}`)
        .toSorted()
        .join('; '),
  ],
  ['value', ({ value }) => value],
  ['unit', ({ unit }) => unit],
  ['lower', ({ interval }) => interval?.lower ?? null],
  ['upper', ({ interval }) => interval?.upper ?? null],
  ['level', ({ interval }) => interval?.level ?? null],
  ['sides', ({ interval }) => interval?.sides ?? null],
  ['method', ({ interval }) => interval?.method ?? null],
  ['n', ({ n }) => n],
  ['clusters', ({ clusters }) => clusters],
  ['pValue', ({ adjusted }) => adjusted?.pValue ?? null],
  ['adjustedPValue', ({ adjusted }) => adjusted?.adjustedPValue ?? null],
  ['reason', ({ reason }) => reason],
];

/**
 * Estimates as CSV (RFC 4180, UTF-8, one line each under a header), numbers with all their digits. Texts that a spreadsheet would run as a
 * formula – those that begin with = + - @, a tab or a line break – get an apostrophe before them (OWASP, CSV injection).
 */
export function toEstimatesCsv(estimates: readonly Estimate[]): string {
  const lines = estimates.map((estimate) => COLUMNS.map(([, pick]) => toCellText(pick(estimate))).join(','));
  return [COLUMNS.map(([name]) => name).join(','), ...lines, ''].join('\r\n');
}

function toCellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
