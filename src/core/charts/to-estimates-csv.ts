import { toEvidenceLabel, type NumberOrigin } from '../evidence/evidence-label.ts';
import type { Estimate } from '../model/report.ts';
import { toCsvText, type CsvCell } from './csv-text.ts';

type Column = readonly [name: string, pick: (estimate: Estimate, origin: NumberOrigin | undefined) => CsvCell];

const COLUMNS: readonly Column[] = [
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
  ['evidence', toEvidenceLabel],
  ['reason', ({ reason }) => reason],
];

/** Estimates as CSV, numbers with all their digits. */
export function toEstimatesCsv(estimates: readonly Estimate[], origin?: NumberOrigin): string {
  return toCsvText(
    COLUMNS.map(([name]) => name),
    estimates.map((estimate) => COLUMNS.map(([, pick]) => pick(estimate, origin))),
  );
}
