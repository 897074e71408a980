import { clopperPearsonUpper } from '../clopper-pearson-interval.ts';
import type { HarmLevel, SeverityUnit } from './severity-units.ts';
import { kornGraubardUpper } from './korn-graubard-upper.ts';

/**
 * What a rate is per. `cluster`: whether any trial of an independent unit (a sample with its epochs, or a cluster of samples) was that bad;
 * exact and conservative, the headline. `trial`: per single trial.
 */
export type ExceedanceUnit = 'cluster' | 'trial';

/** Share of outcomes of at least a level, with its one-sided upper bound. */
export interface Exceedance {
  /** In [0, 1]. */
  readonly rate: number;
  /** In [rate, 1]. */
  readonly upper: number;
  /** Recipe of METRICS §0.4 or §5.2. */
  readonly method: string;
}

/** How often the outcome was at least `level`; the units are not empty. @param confidence one-sided, e.g. 0.95. Source: METRICS §5.2. */
export function exceedance(
  units: readonly SeverityUnit[],
  level: HarmLevel,
  per: ExceedanceUnit,
  confidence: number,
): Exceedance {
  if (per === 'cluster') {
    const bad = units.filter((unit) => unit.worst >= level).length;
    const { interval } = clopperPearsonUpper(bad, units.length, confidence);
    return { rate: bad / units.length, upper: interval?.upper ?? 1, method: 'CI-CP' };
  }
  const counts = units.map(({ levels }) => ({
    trials: levels.length,
    violations: levels.filter((reached) => reached >= level).length,
  }));
  const trials = counts.reduce((sum, count) => sum + count.trials, 0);
  const violations = counts.reduce((sum, count) => sum + count.violations, 0);
  return {
    rate: violations / trials,
    upper: kornGraubardUpper(counts, confidence),
    method: 'CI-CP, Korn–Graubard',
  };
}

/** Confidence of each bound when `count` of them are to hold together with `confidence` (Bonferroni). */
export function toJointConfidence(confidence: number, count: number): number {
  return 1 - (1 - confidence) / count;
}
