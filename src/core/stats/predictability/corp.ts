import { brier } from './brier.ts';
import type { ConfidenceTable } from './confidence-table.ts';
import { poolViolators } from './isotonic-fit.ts';

/** Parts of a Brier score against the isotonic recalibration: BS = miscalibration − discrimination + uncertainty. */
export interface CorpParts {
  /** MCB ≥ 0, lower is better: what recalibration would gain. */
  readonly miscalibration: number;
  /** DSC ≥ 0, higher is better: what recalibrated confidences gain on the success rate alone. */
  readonly discrimination: number;
  /** UNC = ȳ(1 − ȳ). */
  readonly uncertainty: number;
}

/**
 * `corp`: miscalibration, discrimination and uncertainty, each in [0, 1]; no bins, nothing to tune. Null without pairs. The recalibration is
 * fitted to the same pairs, so both parts come out too large when there are few: read them beside `corpNull`.
 * Source: Dimitriadis, Gneiting & Jordan 2021, PNAS 118(8); METRICS §4.3.
 */
export function corp(table: ConfidenceTable): CorpParts | null {
  const { n, successCount } = table;
  const score = brier(table);
  if (score === null) return null;
  const { counts, successes, size } = poolViolators(table);
  let recalibrated = 0;
  for (let block = 0; block < size; block += 1) {
    // In a block with rate r = s/c the sum of (r − y)² is s(1 − r).
    const right = successes[block] ?? 0;
    recalibrated += (right * (1 - right / (counts[block] ?? 1))) / n;
  }
  const rate = successCount / n;
  const uncertainty = rate * (1 - rate);
  return {
    miscalibration: score - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
  };
}
