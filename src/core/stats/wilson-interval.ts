import { normalQuantile } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/**
 * Wilson score interval (CI-W) of a proportion of independent units, two-sided, inside [0, 1].
 * @param successes 0 … n.  @param n units; no interval when 0.
 * Source: Wilson 1927; METRICS §0.4.
 */
export function wilsonInterval(successes: number, n: number, level: number): IntervalResult {
  if (n === 0) return withoutInterval('there are no samples');
  const z = normalQuantile((1 + level) / 2);
  const proportion = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = proportion + (z * z) / (2 * n);
  const halfWidth = z * Math.sqrt((proportion * (1 - proportion)) / n + (z * z) / (4 * n * n));
  // At 0 and n the bound is exact in algebra and only nearly so in floating point.
  const lower = successes === 0 ? 0 : (centre - halfWidth) / scale;
  const upper = successes === n ? 1 : (centre + halfWidth) / scale;
  return toTwoSided('CI-W', level, lower, upper);
}
