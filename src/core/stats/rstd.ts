import { bandResult } from './bootstrap-band.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { PositionedSample } from './option-positions.ts';
import { toPositionColumns } from './option-positions.ts';

/** Population standard deviation; 0 for one value. */
export function toPopulationSd(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/**
 * `rstd`: population standard deviation over option positions of recall, the share of trials with the right option at a position that
 * choose it; in [0, ½], lower is better, 0 = no position is favoured. Biased up by noise; interval CI-BSN. An unparsable answer is a miss.
 * Null when the right option never stands at some position.
 * Source: Zheng et al. 2024, "Large Language Models Are Not Robust Multiple Choice Selectors", arXiv:2309.03882; METRICS §3.10.
 * @param positions options m of every sample, ≥ 2.
 */
export function rstd(
  samples: readonly PositionedSample[],
  positions: number,
  settings: IntervalSettings,
): MetricResult {
  const metric = {
    toVector: (sums: Float64Array) => toRecalls(sums, positions),
    toValue: toPopulationSd,
    toNorm: toPopulationSd,
    range: [0, 0.5],
  } as const;
  const emptyReason =
    samples.length === 0
      ? 'no sample has completed trials under every rotation of its options'
      : 'the right option never stands at some position';
  return bandResult(
    samples.map((sample) => toPositionColumns(sample, positions)),
    metric,
    emptyReason,
    settings,
  );
}

function toRecalls(sums: Float64Array, positions: number): readonly number[] | null {
  const gold = sums.subarray(0, positions);
  if (gold.includes(0)) return null;
  return Array.from(gold, (count, position) => (sums[positions + position] ?? 0) / count);
}
