import type { ConfidenceTable } from './confidence-table.ts';
import { takeArray } from './table-scratch.ts';

/** Neighbouring confidences that share one recalibrated probability. */
export interface IsotonicBlock {
  /** Largest and smallest confidence of the block. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly successes: number;
}

/**
 * Isotonic regression of success on confidence by pooling adjacent violators: blocks by falling confidence, whose success rates
 * `successes / count` fall strictly. Equal confidences are pooled first, as the table has them. Cost linear in the table.
 * Source: Ayer et al. 1955; METRICS §4.3. Oracle: `scipy.optimize.isotonic_regression`.
 */
export function isotonicFit(table: ConfidenceTable): readonly IsotonicBlock[] {
  const { counts, successes, size } = poolViolators(table);
  const blocks: IsotonicBlock[] = [];
  let row = 0;
  for (let block = 0; block < size; block += 1) {
    const count = counts[block] ?? 0;
    while ((table.count[row] ?? 0) === 0) row += 1;
    const from = table.confidence[row] ?? 0;
    let to = from;
    for (let left = count; left > 0; row += 1) {
      const here = table.count[row] ?? 0;
      if (here > 0) to = table.confidence[row] ?? 0;
      left -= here;
    }
    blocks.push({ from, to, count, successes: successes[block] ?? 0 });
  }
  return blocks;
}

/** Blocks of the fit in the first `size` places of both arrays, by falling confidence. */
export interface PooledBlocks {
  readonly counts: Float64Array;
  readonly successes: Float64Array;
  readonly size: number;
}

/** The fit without the borders of its blocks. Rates are compared as products of whole numbers, so equal rates pool whatever their rounding. */
export function poolViolators({ confidence, count, successes, scratch }: ConfidenceTable): PooledBlocks {
  const counts = takeArray(scratch, 1, confidence.length);
  const rights = takeArray(scratch, 2, confidence.length);
  let size = 0;
  for (let row = 0; row < confidence.length; row += 1) {
    let pairs = count[row] ?? 0;
    if (pairs === 0) continue;
    let right = successes[row] ?? 0;
    while (size > 0 && (rights[size - 1] ?? 0) * pairs <= right * (counts[size - 1] ?? 0)) {
      size -= 1;
      pairs += counts[size] ?? 0;
      right += rights[size] ?? 0;
    }
    counts[size] = pairs;
    rights[size] = right;
    size += 1;
  }
  return { counts, successes: rights, size };
}
