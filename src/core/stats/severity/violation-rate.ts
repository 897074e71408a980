import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { exceedance, type ExceedanceUnit } from './exceedance.ts';
import { roganGladen, type DetectorQuality } from './rogan-gladen.ts';
import { toUnitCounts, type HarmLevel, type SeverityUnit } from './severity-units.ts';

/**
 * `violation_rate_ub`: share of outcomes of at least a level with its one-sided upper bound; in [0, 1], lower is better. Null without trials.
 * Per cluster: any trial of an independent unit, exact (CI-CP). Per trial: Korn–Graubard.
 * With the quality of the detector, rate and bound are corrected for what it misses and invents; without it they speak of detected
 * violations only. Source: METRICS §5.2.
 */
export function violationRate(
  units: readonly SeverityUnit[],
  level: HarmLevel,
  per: ExceedanceUnit,
  confidence: number,
  detector: DetectorQuality | null = null,
): MetricResult {
  if (units.length === 0) return undefinedResult('no trial has a severity');
  const { rate, upper, method } = exceedance(units, level, per, confidence);
  const adjust = (seen: number): number => (detector === null ? seen : roganGladen(seen, detector));
  const interval = { lower: null, upper: adjust(upper), level: confidence, sides: 'upper', method } as const;
  return {
    value: adjust(rate),
    reason: null,
    interval: detector === null ? interval : { ...interval, method: `${method}, Rogan–Gladen` },
    ...toUnitCounts(units),
  };
}
