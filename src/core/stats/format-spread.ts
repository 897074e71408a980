import { bandResult, toMeansByCount, toRange, withCount } from './bootstrap-band.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleColumns } from './score-matrix.ts';

/** Formats below which a spread says nothing (METRICS §14). */
export const SPREAD_MIN_FORMATS = 3;

/**
 * `format_spread`: accuracy of the best format minus that of the worst, over the same samples; in [0, 1], lower is better.
 * Biased up: equal formats with independent noise show .14 at n = 100, p = .7, J = 10. Read it with `formatSpreadNull`.
 * Null with fewer than three formats or no sample under all of them. Interval CI-BSN, which holds 0 where formats are equal.
 * Source: Sclar et al. 2023, FormatSpread, arXiv:2310.11324, §3; METRICS §3.6.
 * @param matrix mean scores, one column per format, the original among them (`toScoreMatrix`).
 */
export function formatSpread(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  const spread = { toVector: toMeansByCount, toValue: toRange, toNorm: toRange, range: [0, 1] } as const;
  const hasFormats = toFormatCount(matrix) >= SPREAD_MIN_FORMATS;
  return bandResult(hasFormats ? withCount(matrix) : [], spread, toSpreadReason(matrix), settings);
}

/** Why there is no spread. */
export function toSpreadReason(matrix: readonly SampleColumns[]): string {
  if (matrix.length === 0) return 'no sample has completed trials under every format';
  return `a spread needs at least ${SPREAD_MIN_FORMATS} formats; there are ${toFormatCount(matrix)}`;
}

/** Columns of the matrix, J. */
export function toFormatCount(matrix: readonly SampleColumns[]): number {
  return matrix[0]?.columns.length ?? 0;
}
