/**
 * Holm's step-down adjustment: adjusted p-values in the order of `pValues`. Calling those at or below α significant keeps the chance of
 * any false one at α, whatever the dependence between the tests. Sorted ascending, adj_(i) = max over l ≤ i of (m − l + 1)·p_(l), at most 1.
 * @param pValues of the m tests of one family, each in [0, 1]; none gives none.
 * Source: Holm 1979, "A simple sequentially rejective multiple test procedure"; METRICS §0.4.
 */
export function holmAdjust(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = Array.from(pValues, () => 1);
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.min(1, Math.max(highest, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = highest;
  }
  return adjusted;
}
