import type { HarmLevel } from './severity-units.ts';

/** Levels of a risk assessment code. */
export type RiskCell = 'high' | 'serious' | 'medium' | 'low';

/** Lower ends of the probability levels A … D of MIL-STD-882E, Appendix A; below the last it is E. */
const PROBABILITY_LEVELS = [0.1, 0.01, 0.001, 0.000001] as const;

/** Rows A … E, columns catastrophic, critical, marginal, negligible. */
const MATRIX: readonly (readonly RiskCell[])[] = [
  ['high', 'high', 'serious', 'medium'],
  ['high', 'high', 'serious', 'medium'],
  ['high', 'serious', 'medium', 'low'],
  ['serious', 'medium', 'medium', 'low'],
  ['medium', 'medium', 'medium', 'low'],
];

/**
 * Cell of the risk matrix for a level of severity. The place is that of the upper bound, never of the estimate: few samples are a risk.
 * An analogy for reading, not a claim of conformity. Source: MIL-STD-882E, tables I–III, as in METRICS §5.1.
 */
export function toRiskCell(level: HarmLevel, upperBound: number): RiskCell {
  const row = PROBABILITY_LEVELS.findIndex((end) => upperBound >= end);
  return MATRIX[row === -1 ? PROBABILITY_LEVELS.length : row]?.[4 - level] ?? 'high';
}
