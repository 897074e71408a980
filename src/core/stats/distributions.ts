import stdlibBetaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibBinomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile';

// The only file that names the library: docs/decisions/2026-11-20-distribution-functions.md. Oracle: tests/oracles/distributions.

/** Value below which a Beta(alpha, beta) variable falls with probability `p`; p in [0, 1], shapes > 0, result in [0, 1]. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return stdlibBetaQuantile(p, alpha, beta);
}

/** Value below which Student's t with `degreesOfFreedom` > 0 falls with probability `p` in (0, 1). */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return stdlibTQuantile(p, degreesOfFreedom);
}

/** Value below which a standard normal variable falls with probability `p` in (0, 1). */
export function normalQuantile(p: number): number {
  return stdlibNormalQuantile(p, 0, 1);
}

/** P(X ≤ x) for X ~ Binomial(n, p): n ≥ 0 whole, p in [0, 1]; 0 when x < 0. */
export function binomialCdf(x: number, n: number, p: number): number {
  return stdlibBinomialCdf(x, n, p);
}
