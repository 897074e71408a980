/**
 * Kullback–Leibler divergence Σ p·ln(p/q), nats, ≥ 0; infinite where q is 0 and p is not. Terms with p = 0 count 0.
 * @param p reference.  @param q other; both sum to 1 over the same outcomes, in the same order.
 */
export function klDivergence(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, share, index) => sum + (share > 0 ? share * Math.log(share / (q[index] ?? 0)) : 0), 0);
}

/** Total variation distance ½·Σ|p − q|, in [0, 1]. */
export function totalVariation(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, share, index) => sum + Math.abs(share - (q[index] ?? 0)), 0) / 2;
}

/** Jensen–Shannon divergence: mean divergence of both from their mean, bits, in [0, 1]; symmetric and never infinite. */
export function jensenShannon(p: readonly number[], q: readonly number[]): number {
  const middle = p.map((share, index) => (share + (q[index] ?? 0)) / 2);
  return (klDivergence(p, middle) + klDivergence(q, middle)) / (2 * Math.LN2);
}
