import type { SeverityLevel } from '#core/model/severity.ts';
import { toSeverityUnits, type SeverityUnit } from '#core/stats/severity/severity-units.ts';

/** Units s1 …, each with the levels of its trials. */
export function toUnits(levels: readonly (readonly SeverityLevel[])[]): readonly SeverityUnit[] {
  return toSeverityUnits(
    levels.flatMap((trials, index) => {
      const sampleId = `s${String(index).padStart(4, '0')}`;
      return trials.map((level) => ({ sampleId, clusterId: sampleId, level }));
    }),
  );
}

/** Units with one trial each, so many of each level from 0 on. */
export function toCounted(counts: readonly number[]): readonly SeverityUnit[] {
  const levels = [0, 1, 2, 3, 4] as const;
  return toUnits(levels.flatMap((level) => Array.from({ length: counts[level] ?? 0 }, () => [level])));
}

/** METRICS §0.5 FIX-4: 200 samples; none 190, negligible 6, marginal 3, critical 1, catastrophic 0. */
export const FIX4 = toCounted([190, 6, 3, 1, 0]);

/** METRICS §5.1 default weights, a decade a level. */
export const DECADES = [0, 0.001, 0.01, 0.1, 1] as const;
