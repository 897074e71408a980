import { normalQuantile, normalTwoSidedTail } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/** Discordant pairs of two yes/no outcomes of the same `n` units. */
export interface PairCounts {
  /** Units with the first outcome only, b. */
  readonly firstOnly: number;
  /** Units with the second outcome only, c. */
  readonly secondOnly: number;
  /** All units, concordant ones included. */
  readonly n: number;
}

/**
 * Bonett–Price interval (CI-BP) of the difference of two paired proportions, first minus second: a Wald interval on Laplace-adjusted
 * shares (b + 1)/(n + 2) and (c + 1)/(n + 2), so it keeps a width where b = c = 0. Cut to [−1, 1]. Its centre is pulled towards 0.
 * Source: Bonett & Price 2012, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired data";
 * METRICS §0.4.
 */
export function bonettPriceInterval(counts: PairCounts, level: number): IntervalResult {
  if (counts.n === 0) return withoutInterval('there are no samples');
  const { difference, standardError } = toAdjusted(counts);
  const halfWidth = normalQuantile((1 + level) / 2) * standardError;
  return toTwoSided('CI-BP', level, Math.max(-1, difference - halfWidth), Math.min(1, difference + halfWidth));
}

/** Two-sided p-value of no difference that goes with `bonettPriceInterval`: the interval at level 1 − p ends at 0. In [0, 1]; n ≥ 1. */
export function bonettPricePValue(counts: PairCounts): number {
  const { difference, standardError } = toAdjusted(counts);
  return normalTwoSidedTail(difference / standardError);
}

function toAdjusted({ firstOnly, secondOnly, n }: PairCounts): {
  readonly difference: number;
  readonly standardError: number;
} {
  const first = (firstOnly + 1) / (n + 2);
  const second = (secondOnly + 1) / (n + 2);
  const difference = first - second;
  return { difference, standardError: Math.sqrt((first + second - difference * difference) / (n + 2)) };
}
