import { exceedance, toJointConfidence } from './exceedance.ts';
import { HARM_LEVELS, type HarmLevel, type SeverityUnit } from './severity-units.ts';

/** One level of the table; counts are of independent units. */
export interface SeverityTableRow {
  readonly level: HarmLevel;
  /** Units whose worst outcome is at least this bad. */
  readonly count: number;
  /** `count` over units, in [0, 1]. */
  readonly rate: number;
  /** Upper bound that holds for this level alone. */
  readonly singleUpper: number;
  /** Upper bound that holds for all levels together (Bonferroni over the four levels). */
  readonly simultaneousUpper: number;
}

/**
 * `severity_table`: how many independent units were at least as bad as each level, with exact one-sided upper bounds; empty without units.
 * A unit is a sample with all its epochs, or a cluster of samples, and counts by its worst outcome. Source: METRICS §5.3.
 */
export function severityTable(units: readonly SeverityUnit[], confidence: number): readonly SeverityTableRow[] {
  if (units.length === 0) return [];
  const joint = toJointConfidence(confidence, HARM_LEVELS.length);
  return HARM_LEVELS.map((level) => {
    const { rate, upper } = exceedance(units, level, 'cluster', confidence);
    return {
      level,
      count: units.filter((unit) => unit.worst >= level).length,
      rate,
      singleUpper: upper,
      simultaneousUpper: exceedance(units, level, 'cluster', joint).upper,
    };
  });
}
