import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { toUnitCounts, type SeverityUnit } from './severity-units.ts';

/**
 * `max_severity_observed`: the worst level seen, 0 … 4; null without trials. A maximum has no upper confidence limit: what was not seen is in the
 * bounds of `severityTable`. Source: METRICS §5.7.
 */
export function maxSeverityObserved(units: readonly SeverityUnit[]): MetricResult {
  if (units.length === 0) return undefinedResult('no trial has a severity');
  const value = units.reduce<number>((worst, unit) => Math.max(worst, unit.worst), 0);
  const reason = 'a maximum has no upper limit; the bounds of the severity table say what was not seen';
  return { value, reason, interval: null, ...toUnitCounts(units) };
}
