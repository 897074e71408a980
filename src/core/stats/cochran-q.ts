import { chiSquareTail } from './distributions.ts';
import type { SampleColumns } from './score-matrix.ts';

/** Cochran's Q over J conditions. */
export interface CochranQ {
  /** Statistic, ≥ 0; 0 = every condition has the same accuracy. */
  readonly q: number;
  /** J − 1. */
  readonly degreesOfFreedom: number;
  /** P(χ² ≥ q), in [0, 1]. Good when at least about 24 scores belong to samples on which conditions differ. */
  readonly pValue: number;
}

/**
 * Cochran's Q test that J conditions have the same success rate on the same samples, for one trial each scored 0 or 1. Null where it is
 * not defined: a score other than 0 or 1, fewer than two conditions, several samples in a cluster, or no sample on which conditions differ.
 * Source: Cochran 1950, "The comparison of percentages in matched samples"; METRICS §3.6 (iii).
 */
export function cochranQ(matrix: readonly SampleColumns[]): CochranQ | null {
  const conditions = matrix[0]?.columns.length ?? 0;
  const isBinary = matrix.every(({ columns }) => columns.every((score) => score === 0 || score === 1));
  const isClustered = new Set(matrix.map(({ clusterId }) => clusterId)).size < matrix.length;
  if (conditions < 2 || !isBinary || isClustered) return null;
  const columnSums = Array.from({ length: conditions }, () => 0);
  let total = 0;
  let rowSquares = 0;
  for (const { columns } of matrix) {
    let row = 0;
    for (const [column, score] of columns.entries()) {
      columnSums[column] = (columnSums[column] ?? 0) + score;
      row += score;
    }
    total += row;
    rowSquares += row * row;
  }
  const spread = conditions * total - rowSquares;
  if (spread === 0) return null;
  const columnSquares = columnSums.reduce((sum, column) => sum + column * column, 0);
  const q = ((conditions - 1) * (conditions * columnSquares - total * total)) / spread;
  return { q, degreesOfFreedom: conditions - 1, pValue: chiSquareTail(q, conditions - 1) };
}
