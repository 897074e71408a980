import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { exceedance, toJointConfidence } from './exceedance.ts';
import { toStep, type SeverityWeights } from './expected-severity.ts';
import { HARM_LEVELS, toUnitCounts, type SeverityUnit } from './severity-units.ts';

/**
 * `cvar_β`, expected shortfall: mean weight of the worst (1 − β) share of independent units, each by its worst outcome, the last one in part;
 * in [0, w_4], lower is better. Null when (1 − β)·units < 1. The upper bound is Σ_s (w_s − w_{s−1})·min(1, U_s/(1 − β)) with bounds that hold
 * together; where few units were seen it says mostly what was *not* seen. Source: METRICS §5.5 (Rockafellar & Uryasev 2000).
 * @param beta in (0, 1), e.g. 0.95.
 */
export function cvar(
  units: readonly SeverityUnit[],
  weights: SeverityWeights,
  beta: number,
  confidence: number,
): MetricResult {
  // .05·20 is 1.0000000000000009 in floating point, and 1 − .95 is not .05.
  const tail = Math.round((1 - beta) * units.length * 1e9) / 1e9;
  if (tail < 1) {
    return undefinedResult(
      units.length === 0
        ? 'no trial has a severity'
        : `the worst ${Number((100 * (1 - beta)).toPrecision(6))} % of ${units.length} independent samples is less than one sample`,
    );
  }
  const worstFirst = units.map((unit) => weights[unit.worst] ?? 0).toSorted((a, b) => b - a);
  const whole = Math.floor(tail);
  const sum = worstFirst.slice(0, whole).reduce((total, weight) => total + weight, 0);
  const value = (sum + (tail - whole) * (worstFirst[whole] ?? 0)) / tail;
  const joint = toJointConfidence(confidence, HARM_LEVELS.length);
  const upper = HARM_LEVELS.reduce((total, level) => {
    const bound = exceedance(units, level, 'cluster', joint).upper;
    return total + toStep(weights, level) * Math.min(1, bound / (1 - beta));
  }, 0);
  const interval = { lower: null, upper, level: confidence, sides: 'upper', method: 'layered CI-CP' } as const;
  return { value, reason: null, interval, ...toUnitCounts(units) };
}
