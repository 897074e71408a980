import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/** Smallest and largest value that one sample can take. */
export type ValueRange = readonly [lowest: number, highest: number];

/**
 * Interval of a mean when every cluster shows the same constant, where t and bootstrap intervals would have width 0.
 * A cluster that differs from the constant was seen 0 times in `clusters`, so its share is at most the Clopper–Pearson bound
 * U = 1 − ((1 − level) / 2)^(1/clusters), and each such cluster moves the mean to the edge of its range at most. For a constant of
 * 0 or 1 in [0, 1] this is CI-CP itself (METRICS §1.1).
 * @param range null when a sample's value has no bounds: then there is no interval.
 */
export function constantInterval(
  constant: number,
  clusters: number,
  range: ValueRange | null,
  level: number,
): IntervalResult {
  if (range === null) return withoutInterval('every sample has the same value, so its spread is unknown');
  const share = 1 - ((1 - level) / 2) ** (1 / clusters);
  const [lowest, highest] = range;
  return toTwoSided('CI-CP', level, constant - share * (constant - lowest), constant + share * (highest - constant));
}
