/** A configuration as a point: one number per declared axis, in the order of the axes. */
export interface ParetoPoint {
  readonly id: string;
  readonly values: readonly number[];
}

/** Which end of an axis is better. */
export type ParetoDirection = 'low' | 'high';

/**
 * True when `a` is at least as good as `b` on every axis and better on one; equal points do not dominate each other.
 * @param directions one per axis; METRICS §6.5 allows at most four axes.
 */
export function dominates(a: readonly number[], b: readonly number[], directions: readonly ParetoDirection[]): boolean {
  let isBetterOnce = false;
  for (const [axis, direction] of directions.entries()) {
    const gain = ((a[axis] ?? Number.NaN) - (b[axis] ?? Number.NaN)) * (direction === 'high' ? 1 : -1);
    if (!(gain >= 0)) return false;
    if (gain > 0) isBetterOnce = true;
  }
  return isBetterOnce;
}

/**
 * `pareto`: the points that no other point dominates, in the order given; exact duplicates all stay.
 * Source: Kapoor et al. 2024, arXiv:2407.01502; METRICS §6.5.
 */
export function toFrontier(
  points: readonly ParetoPoint[],
  directions: readonly ParetoDirection[],
): readonly ParetoPoint[] {
  return points.filter((point) => !points.some((other) => dominates(other.values, point.values, directions)));
}
