import { assert } from '../errors/assert.ts';

/**
 * Quantile with linear interpolation between order statistics (type 7, the default of NumPy and R).
 * @param sorted at least one number, ascending.  @param q in [0, 1].
 * Source: Hyndman & Fan 1996, definition 7.
 */
export function quantileType7(sorted: ArrayLike<number>, q: number): number {
  assert(sorted.length > 0 && q >= 0 && q <= 1, 'quantile of no values, or q outside [0, 1]');
  const position = (sorted.length - 1) * q;
  const index = Math.floor(position);
  const lower = sorted[index] ?? 0;
  const upper = sorted[Math.min(index + 1, sorted.length - 1)] ?? 0;
  return lower + (position - index) * (upper - lower);
}
