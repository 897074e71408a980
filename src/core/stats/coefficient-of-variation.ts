import { neumaierSum } from './neumaier-sum.ts';

/** Standard deviation, with n − 1, over mean; null with fewer than two values or a mean that is not above 0. */
export function coefficientOfVariation(values: readonly number[]): number | null {
  // Sorted, so that the last bit does not depend on the order.
  const sorted = values.toSorted((a, b) => a - b);
  const mean = neumaierSum(sorted) / sorted.length;
  if (sorted.length < 2 || !(mean > 0)) return null;
  return Math.sqrt(neumaierSum(sorted.map((value) => (value - mean) ** 2)) / (sorted.length - 1)) / mean;
}
