import type { AccuracyCell } from './evaluation.ts';

/** The seven families in English under one split, precision and decoding. */
export interface FamilyMean {
  /** Each family counts the same. */
  readonly mean: number;
  readonly lowest: AccuracyCell;
  readonly cells: readonly AccuracyCell[];
}

/** Which cells are looked at. */
export type CellCondition = Pick<AccuracyCell, 'split' | 'precision' | 'decoding'>;

/** Mean of the families in English, so that no family counts twice; null when there is no prompt. */
export function toFamilyMean(accuracies: readonly AccuracyCell[], condition: CellCondition): FamilyMean | null {
  const cells = selectFamilies(accuracies, condition).filter(({ language }) => language === 'en');
  const lowest = cells.toSorted((a, b) => a.share - b.share)[0];
  if (lowest === undefined) return null;
  return { mean: cells.reduce((sum, { share }) => sum + share, 0) / cells.length, lowest, cells };
}

/** Whole families, in every language. */
export function selectFamilies(
  accuracies: readonly AccuracyCell[],
  { split, precision, decoding }: CellCondition,
): readonly AccuracyCell[] {
  return accuracies.filter(
    (cell) => cell.kind === null && cell.split === split && cell.precision === precision && cell.decoding === decoding,
  );
}
