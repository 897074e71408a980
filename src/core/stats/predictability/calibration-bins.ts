import type { ConfidenceTable } from './confidence-table.ts';

/** Sums over the pairs of one bin; a bin may be empty. */
export interface CalibrationBin {
  /** Pairs, a whole number. */
  count: number;
  /** Not whole where an equal-mass bin cuts a tie. */
  successes: number;
  /** Σ f. */
  confidenceSum: number;
  /** Σ f². */
  squareSum: number;
  /** Σ f·y. */
  productSum: number;
}

/** How pairs are put into bins: equal parts of [0, 1], or equal numbers of pairs. */
export type BinScheme = 'equal-width' | 'equal-mass';

/** `binCount` bins by rising confidence; null without pairs, and where equal mass would leave a bin empty. */
export function toBins(table: ConfidenceTable, scheme: BinScheme, binCount: number): readonly CalibrationBin[] | null {
  if (table.n === 0 || (scheme === 'equal-mass' && table.n < binCount)) return null;
  return scheme === 'equal-width' ? toEqualWidthBins(table, binCount) : toEqualMassBins(table, binCount);
}

/**
 * Bins [i/M, (i+1)/M), the last one closed: min(M − 1, ⌊f·M + 1e-9⌋), the edge rule of METRICS §4.4. The 1e-9 puts .3, .6 and .7,
 * whose products with M fall just short of whole numbers in floating point, into the bin that they open.
 */
function toEqualWidthBins(table: ConfidenceTable, binCount: number): readonly CalibrationBin[] {
  const bins = createBins(binCount);
  for (let row = 0; row < table.confidence.length; row += 1) {
    const f = table.confidence[row] ?? 0;
    const bin = bins[Math.min(binCount - 1, Math.floor(f * binCount + 1e-9))];
    addTo(bin, f, table.count[row] ?? 0, table.successes[row] ?? 0);
  }
  return bins;
}

/**
 * Bins of ⌊n/M⌋ pairs by rising confidence, the first n mod M with one more. A tie that a border cuts is shared out in proportion, so
 * that the order of equal confidences does not matter.
 */
function toEqualMassBins(table: ConfidenceTable, binCount: number): readonly CalibrationBin[] {
  const { n } = table;
  const bins = createBins(binCount);
  const sizes = bins.map((_, index) => Math.floor(n / binCount) + (index < n % binCount ? 1 : 0));
  let index = 0;
  for (let position = table.confidence.length - 1; position >= 0; position -= 1) {
    const count = table.count[position] ?? 0;
    const rate = (table.successes[position] ?? 0) / count;
    for (let left = count; left > 0;) {
      const bin = bins[index];
      const room = (sizes[index] ?? 0) - (bin?.count ?? 0);
      if (bin === undefined) break;
      const taken = Math.min(left, room);
      if (taken > 0) addTo(bin, table.confidence[position] ?? 0, taken, taken * rate);
      left -= taken;
      if (taken === room) index += 1;
    }
  }
  return bins;
}

function createBins(binCount: number): CalibrationBin[] {
  return Array.from({ length: binCount }, () => ({
    count: 0,
    successes: 0,
    confidenceSum: 0,
    squareSum: 0,
    productSum: 0,
  }));
}

function addTo(bin: CalibrationBin | undefined, f: number, count: number, successes: number): void {
  if (bin === undefined) return;
  bin.count += count;
  bin.successes += successes;
  bin.confidenceSum += count * f;
  bin.squareSum += count * f * f;
  bin.productSum += successes * f;
}

/** Pairs and successes in all bins. */
export function toBinTotals(bins: readonly CalibrationBin[]): { readonly n: number; readonly successes: number } {
  let n = 0;
  let successes = 0;
  for (const bin of bins) {
    n += bin.count;
    successes += bin.successes;
  }
  return { n, successes };
}
