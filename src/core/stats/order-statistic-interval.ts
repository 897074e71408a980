import { binomialCdf } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/**
 * Ranks (1-based) of the order statistics that enclose the q-quantile with at least `level`: the largest l with
 * P(Bin(n, q) ≤ l−1) ≤ α/2 and the smallest u with P(Bin(n, q) ≤ u−1) ≥ 1−α/2. Null where a rank would lie outside 1 … n.
 * Source: METRICS §6.2 (distribution-free interval of a quantile).
 */
export function orderStatisticRanks(
  n: number,
  q: number,
  level: number,
): { readonly lower: number | null; readonly upper: number | null } {
  const tail = (1 - level) / 2;
  // The distribution function grows with the rank, so each bound is where a predicate turns.
  const lower = countWhile(n, (rank) => binomialCdf(rank - 1, n, q) <= tail);
  const upper = countWhile(n, (rank) => binomialCdf(rank - 1, n, q) < 1 - tail) + 1;
  return { lower: lower < 1 ? null : lower, upper: upper > n ? null : upper };
}

/** Interval of the q-quantile by order statistics (CI-Q); independent values, ascending. */
export function orderStatisticInterval(sorted: readonly number[], q: number, level: number): IntervalResult {
  const ranks = orderStatisticRanks(sorted.length, q, level);
  const lower = ranks.lower === null ? undefined : sorted[ranks.lower - 1];
  const upper = ranks.upper === null ? undefined : sorted[ranks.upper - 1];
  if (lower === undefined || upper === undefined) {
    return withoutInterval(`${sorted.length} values are too few for an interval of the ${q}-quantile`);
  }
  return toTwoSided('CI-Q', level, lower, upper);
}

/** How many of the ranks 1 … n satisfy a predicate that holds up to some rank and never after it. */
function countWhile(n: number, predicate: (rank: number) => boolean): number {
  let holds = 0;
  let fails = n + 1;
  while (fails - holds > 1) {
    const middle = Math.floor((holds + fails) / 2);
    if (predicate(middle)) holds = middle;
    else fails = middle;
  }
  return holds;
}
