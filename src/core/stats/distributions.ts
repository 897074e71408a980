import stdlibBetainc from '@stdlib/math-base-special-betainc';
import stdlibGammainc from '@stdlib/math-base-special-gammainc';
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

/** P(X ≤ x) for X ~ Beta(alpha, beta): the regularised incomplete beta function; x in [0, 1], shapes > 0. */
export function betaCdf(x: number, alpha: number, beta: number): number {
  return stdlibBetainc(x, alpha, beta, true, false);
}

/** P(X ≥ x) for X ~ χ² with `degreesOfFreedom` > 0, x ≥ 0; keeps its relative accuracy far in the tail. */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  return stdlibGammainc(x / 2, degreesOfFreedom / 2, true, true);
}

/** P(|Z| ≥ |z|) for a standard normal Z: the two-sided p-value. */
export function normalTwoSidedTail(z: number): number {
  return chiSquareTail(z * z, 1);
}

/** P(|T| ≥ |t|) for Student's T with `degreesOfFreedom` > 0: the two-sided p-value. */
export function tTwoSidedTail(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  const total = degreesOfFreedom + square;
  // Either form is exact in algebra; this choice keeps the argument away from 1, where digits are lost.
  return square < degreesOfFreedom
    ? stdlibBetainc(square / total, 0.5, degreesOfFreedom / 2, true, true)
    : stdlibBetainc(degreesOfFreedom / total, degreesOfFreedom / 2, 0.5, true, false);
}
