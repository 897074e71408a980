import { toRange } from './bootstrap-band.ts';
import { toClusterSums } from './cluster-sums.ts';
import { SPREAD_MIN_FORMATS, toFormatCount } from './format-spread.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { SampleColumns } from './score-matrix.ts';
import { toColumnMeans } from './score-matrix.ts';

/** What the spread is when formats make no difference. */
export interface SpreadNull {
  /** Mean spread over permutations, in [0, 1]. */
  readonly nullMean: number;
  /** Observed spread − `nullMean`, in [−1, 1]: what the formats add to noise. */
  readonly excess: number;
  /** (1 + permutations with at least the observed spread) / (B + 1), in (0, 1]. */
  readonly pValue: number;
}

/**
 * Permutation null of `format_spread`: the labels of the formats are permuted within each sample, `settings.resamples` times; samples of
 * one cluster share a permutation, so the test holds when they answer alike. Exact when every format has the same number of trials.
 * Null with fewer than three formats or no sample. Cost: permutations × clusters × formats. Source: METRICS §3.6 (i).
 */
export function formatSpreadNull(matrix: readonly SampleColumns[], settings: IntervalSettings): SpreadNull | null {
  const formats = toFormatCount(matrix);
  if (formats < SPREAD_MIN_FORMATS) return null;
  const observed = toRange(toColumnMeans(matrix));
  const clusters = toClusterRows(matrix);
  // A cluster that scores the same under every format looks the same after any permutation.
  const mixed = clusters.filter((row) => toRange([...row]) > 0);
  const constant = clusters.reduce((sum, row) => sum + (toRange([...row]) > 0 ? 0 : (row[0] ?? 0)), 0);
  let total = 0;
  let atLeast = 0;
  for (let permutation = 0; permutation < settings.resamples; permutation += 1) {
    const sums = new Float64Array(formats).fill(constant);
    for (const columns of mixed) addPermuted(sums, columns, settings.drawIndex);
    const spread = toRange([...sums]) / matrix.length;
    total += spread;
    if (spread >= observed - 1e-12) atLeast += 1;
  }
  const nullMean = total / settings.resamples;
  return { nullMean, excess: observed - nullMean, pValue: (1 + atLeast) / (settings.resamples + 1) };
}

/** Adds the columns in a uniformly random order; they stay permuted, which makes the next order no less random. Fisher–Yates from the end. */
function addPermuted(sums: Float64Array, columns: Float64Array, drawIndex: IntervalSettings['drawIndex']): void {
  for (let last = columns.length - 1; last >= 0; last -= 1) {
    const other = last === 0 ? 0 : drawIndex(last + 1);
    const moved = columns[other] ?? 0;
    columns[other] = columns[last] ?? 0;
    columns[last] = moved;
    sums[last] = (sums[last] ?? 0) + moved;
  }
}

/** Sums of each cluster's scores by format, in the order of cluster ids. */
function toClusterRows(matrix: readonly SampleColumns[]): readonly Float64Array[] {
  const { clusters, columns } = toClusterSums(matrix.map(({ clusterId, columns: sums }) => ({ clusterId, sums })));
  return Array.from({ length: clusters }, (_, cluster) => Float64Array.from(columns, (column) => column[cluster] ?? 0));
}
