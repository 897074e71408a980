/** One calibration item: what accepting it would cost. */
export interface RiskItem {
  readonly confidence: number;
  /** Loss in [0, 1] if it is accepted: 1 for an error, or the weight of its severity (METRICS §5.8). */
  readonly loss: number;
}

/**
 * `crc_threshold`: the smallest λ such that accepting every item with confidence > λ keeps the expected loss per item, accepted or not, at
 * most `alpha` for a fresh exchangeable item: n/(n+1)·R̂(λ) + 1/(n+1) ≤ α. Candidates are 0 and the confidences. Null = accept nothing, which is
 * always so when 1/(n+1) > α.
 * The guarantee is on average over calibration sets, and on errors over all items, not on the error rate among the accepted.
 * Source: Angelopoulos et al. 2022, arXiv:2208.02814 (B = 1); METRICS §4.11.
 */
export function crcThreshold(items: readonly RiskItem[], alpha: number): number | null {
  const n = items.length;
  const rising = items.toSorted((a, b) => a.confidence - b.confidence || a.loss - b.loss);
  let loss = rising.reduce((sum, item) => sum + item.loss, 0);
  let next = 0;
  for (const threshold of new Set([0, ...rising.map((item) => item.confidence)])) {
    for (; next < n && (rising[next]?.confidence ?? 0) <= threshold; next += 1) loss -= rising[next]?.loss ?? 0;
    if ((loss + 1) / (n + 1) <= alpha + 1e-12) return threshold;
  }
  return null;
}
