import stdlibBetainc from '@stdlib/math-base-special-betainc';
import stdlibGammainc from '@stdlib/math-base-special-gammainc';
import stdlibGammaincinv from '@stdlib/math-base-special-gammaincinv';
import stdlibBetaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibBinomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile';
import { invertLargeGamma, LARGE_SHAPE, toGammaShares } from './large-gamma.ts';

// The only file that names the library: docs/decisions/2026-11-20-distribution-functions.md. Oracle: tests/oracles/distributions.

/** Value below which a Beta(alpha, beta) variable falls with probability `p`; p in [0, 1], shapes > 0, result in [0, 1]. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return stdlibBetaQuantile(p, alpha, beta);
}

/** Value below which Student's t with `degreesOfFreedom` > 0 falls with probability `p` in (0, 1). */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return stdlibTQuantile(p, degreesOfFreedom);
}

/** Probability below which the library loses the digits of a normal quantile. */
const FAR_TAIL = 1e-6;

/** Value below which a standard normal variable falls with probability `p` in (0, 1). */
export function normalQuantile(p: number): number {
  return p < FAR_TAIL ? farNormalQuantile(p) : stdlibNormalQuantile(p, 0, 1);
}

/** Newton's method on the logarithm of the tail, which is nearly a parabola there. */
function farNormalQuantile(p: number): number {
  let z = Math.sqrt(-2 * Math.log(p));
  for (let step = 0; step < 20; step += 1) {
    const tail = normalTwoSidedTail(z) / 2;
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const change = (Math.log(tail / p) * tail) / density;
    z += change;
    if (Math.abs(change) < 1e-15 * z) break;
  }
  return -z;
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
  const shape = degreesOfFreedom / 2;
  // From about 1,800 degrees of freedom on the library is wrong by up to 1e-2.
  if (shape >= LARGE_SHAPE) return toGammaShares(shape, x / 2).upper;
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

/** Value below which a χ² variable with `degreesOfFreedom` > 0 falls with probability `p` in (0, 1). */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  const shape = degreesOfFreedom / 2;
  if (shape >= LARGE_SHAPE) return 2 * invertLargeGamma(p, shape, normalQuantile(p));
  return 2 * stdlibGammaincinv(p, shape, false);
}

/** Value below which an F variable with the two degrees of freedom, both > 0, falls with probability `p` in (0, 1). */
export function fQuantile(p: number, numeratorDegrees: number, denominatorDegrees: number): number {
  const share = stdlibBetaQuantile(p, numeratorDegrees / 2, denominatorDegrees / 2);
  // The share of the denominator, from its own tail where 1 − share would lose more digits than 1 − p.
  const rest =
    1 - share > Math.min(p, 0.5) ? 1 - share : stdlibBetaQuantile(1 - p, denominatorDegrees / 2, numeratorDegrees / 2);
  return (denominatorDegrees * share) / (numeratorDegrees * rest);
}
