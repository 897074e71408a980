/**
 * C(c, k) / C(n, k): the chance that k trials drawn without replacement from n are all among the c chosen ones, as a product
 * without factorials. This is the unbiased estimate of p^k from c successes in n trials.
 * @param c 0 ≤ c ≤ n.  @param n trials.  @param k ≥ 0.
 * @returns value in [0, 1], or null when n < k (undefined, not 0).
 * Source: Yao et al. 2024, arXiv:2406.12045, pass^k (tau-bench run.py); Chen et al. 2021, arXiv:2107.03374, §2.1 for c = failures.
 */
export function chooseRatio(c: number, n: number, k: number): number | null {
  if (n < k) return null;
  let ratio = 1;
  for (let drawn = 0; drawn < k; drawn += 1) ratio *= Math.max(0, c - drawn) / (n - drawn);
  return ratio;
}
