import { betaQuantile } from './distributions.ts';
import type { IntervalResult } from './metric-result.ts';
import { toTwoSided, withoutInterval } from './metric-result.ts';

/**
 * Equal-tailed interval (CI-B) of the posterior Beta(1 + x, 1 + n − x) of a proportion of independent units under a uniform prior; inside
 * (0, 1), also at 0 and n successes. For n below a few hundred.
 * @param successes x, 0 … n.  @param n units; no interval when 0.
 * Source: Bowyer et al. 2025, "Don't use the CLT in LLM evals with fewer than a few hundred datapoints"; METRICS §0.4.
 */
export function betaPosteriorInterval(successes: number, n: number, level: number): IntervalResult {
  if (n === 0) return withoutInterval('there are no samples');
  const tail = (1 - level) / 2;
  const shapes = [1 + successes, 1 + n - successes] as const;
  return toTwoSided('CI-B', level, betaQuantile(tail, ...shapes), betaQuantile(1 - tail, ...shapes));
}
