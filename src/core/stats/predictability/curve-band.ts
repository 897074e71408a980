import type { IntervalSettings } from '../interval-settings.ts';
import { bootstrapTables } from './bootstrap-tables.ts';
import type { ConfidenceTable, PairIndex } from './confidence-table.ts';
import { isotonicFit, type IsotonicBlock } from './isotonic-fit.ts';
import { toExpectedErrors } from './risk-coverage.ts';

/** Interval of a curve at one place. */
export type BandPoint = readonly [x: number, lower: number, upper: number];

/** Resamples of a band: enough for the 2.5th percentile of a drawing, not for one of a report. */
const MAX_RESAMPLES = 400;

/**
 * Pointwise percentile intervals (CI-BS, clusters resampled) of the isotonic fit at given confidences. Places where every resample gives the
 * same rate, or with fewer than ten clusters, have none. The band holds at each place by itself, not for the whole curve at once.
 * Source: METRICS §0.4, §4.3. Cost: at most 400 × (pairs + places).
 * @param places ascending.
 */
export function toReliabilityBand(
  index: PairIndex,
  places: readonly number[],
  settings: IntervalSettings,
): readonly BandPoint[] {
  return toBand(
    index,
    places,
    (table) => {
      const blocks = isotonicFit(table).toReversed();
      return places.map((place) => toRateAt(blocks, place));
    },
    settings,
  );
}

/**
 * The same for the error rate among the most confident share of pairs.
 * @param shares in (0, 1].
 */
export function toRiskBand(
  index: PairIndex,
  shares: readonly number[],
  settings: IntervalSettings,
): readonly BandPoint[] {
  return toBand(
    index,
    shares,
    (table) => {
      const errors = toExpectedErrors(table);
      return shares.map((share) => {
        const accepted = Math.max(1, Math.ceil(share * table.n - 1e-9));
        return (errors[accepted - 1] ?? 0) / accepted;
      });
    },
    settings,
  );
}

function toBand(
  index: PairIndex,
  places: readonly number[],
  toValues: (table: ConfidenceTable) => readonly number[],
  settings: IntervalSettings,
): readonly BandPoint[] {
  const resamples = Math.min(settings.resamples, MAX_RESAMPLES);
  return bootstrapTables(index, [toValues], { ...settings, resamples }).flatMap(({ interval }, order) => {
    const place = places[order];
    return place === undefined || interval === null || interval.lower === null || interval.upper === null
      ? []
      : [[place, interval.lower, interval.upper] as const];
  });
}

/** Success rate at a confidence: that of its block, on a straight line between blocks, and beyond the ends that of the last one. */
function toRateAt(blocks: readonly IsotonicBlock[], place: number): number {
  let before: IsotonicBlock | undefined;
  for (const block of blocks) {
    const rate = block.successes / block.count;
    if (place <= block.from && place >= block.to) return rate;
    if (place < block.to) {
      if (before === undefined) return rate;
      const rateBefore = before.successes / before.count;
      return rateBefore + ((rate - rateBefore) * (place - before.from)) / (block.to - before.from);
    }
    before = block;
  }
  return before === undefined ? 0 : before.successes / before.count;
}
