import { bandResult } from './bootstrap-band.ts';
import { chiSquareTail } from './distributions.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { PositionedSample } from './option-positions.ts';
import { toPositionColumns } from './option-positions.ts';

/**
 * `position_tvd`: ½·Σ over positions of |share of choices there − share of right options there|; in [0, 1], lower is better: how far the
 * model prefers places over contents. Unparsable answers choose no place and are left out. Biased up by noise; interval CI-BSN. Null without
 * a choice. Source: METRICS §3.10.
 * @param positions options m of every sample, ≥ 2.
 */
export function positionTvd(
  samples: readonly PositionedSample[],
  positions: number,
  settings: IntervalSettings,
): MetricResult {
  const toNorm = (difference: readonly number[]): number =>
    difference.reduce((sum, entry) => sum + Math.abs(entry), 0) / 2;
  const metric = {
    toVector: (sums: Float64Array) => toShareDifferences(sums, positions),
    toValue: toNorm,
    toNorm,
    range: [0, 1],
  } as const;
  const emptyReason =
    samples.length === 0
      ? 'no sample has completed trials under every rotation of its options'
      : 'no answer names an option';
  return bandResult(
    samples.map((sample) => toPositionColumns(sample, positions)),
    metric,
    emptyReason,
    settings,
  );
}

/** Pearson's χ² of chosen against right positions. */
export interface PositionTest {
  readonly chiSquare: number;
  /** m − 1. */
  readonly degreesOfFreedom: number;
  /** In [0, 1]. */
  readonly pValue: number;
}

/**
 * Test that positions are chosen as often as the right option stands there. Takes every choice as independent, which holds for one trial
 * of one rotation per sample; with more the p-value is too small. Null without a choice or when a position never holds the right option.
 * Source: METRICS §3.10; Pearson 1900.
 * @param chosen choices by position.  @param gold right options by position, same length.
 */
export function positionChiSquare(chosen: readonly number[], gold: readonly number[]): PositionTest | null {
  const choices = chosen.reduce((sum, count) => sum + count, 0);
  const golds = gold.reduce((sum, count) => sum + count, 0);
  if (choices === 0 || gold.includes(0)) return null;
  const chiSquare = chosen.reduce((sum, count, position) => {
    const expected = (choices * (gold[position] ?? 0)) / golds;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const degreesOfFreedom = chosen.length - 1;
  return { chiSquare, degreesOfFreedom, pValue: chiSquareTail(chiSquare, degreesOfFreedom) };
}

function toShareDifferences(sums: Float64Array, positions: number): readonly number[] | null {
  const chosen = sums.subarray(2 * positions);
  const choices = chosen.reduce((sum, count) => sum + count, 0);
  const golds = sums.subarray(0, positions).reduce((sum, count) => sum + count, 0);
  if (choices === 0 || golds === 0) return null;
  return Array.from(chosen, (count, position) => count / choices - (sums[position] ?? 0) / golds);
}
