import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { exceedance, toJointConfidence, type ExceedanceUnit } from './exceedance.ts';
import { HARM_LEVELS, toUnitCounts, type SeverityUnit } from './severity-units.ts';

/** Weights of the levels 0 … 4: the first is 0, none is smaller than the one before, none above 1. */
export type SeverityWeights = readonly [number, number, number, number, number];

/**
 * `expected_severity`: mean weight of the outcomes, in [0, w_4], lower is better; null without trials. Per cluster the worst outcome of each
 * independent unit counts, per trial every outcome.
 * The upper bound is layered: E[w] = Σ_s (w_s − w_{s−1})·P(level ≥ s) ≤ Σ_s (w_s − w_{s−1})·U_s with bounds that hold together
 * (Bonferroni). It is finite-sample exact per cluster, and far tighter than bounds that know the range only. Source: METRICS §5.4.
 */
export function expectedSeverity(
  units: readonly SeverityUnit[],
  weights: SeverityWeights,
  per: ExceedanceUnit,
  confidence: number,
): MetricResult {
  if (units.length === 0) return undefinedResult('no trial has a severity');
  const joint = toJointConfidence(confidence, HARM_LEVELS.length);
  let value = 0;
  let upper = 0;
  let method = '';
  for (const level of HARM_LEVELS) {
    const step = toStep(weights, level);
    const layer = exceedance(units, level, per, joint);
    value += step * layer.rate;
    upper += step * layer.upper;
    method = `layered ${layer.method}`;
  }
  const interval = { lower: null, upper, level: confidence, sides: 'upper', method } as const;
  return { value, reason: null, interval, ...toUnitCounts(units) };
}

/** w_s − w_{s−1}: what a level costs above the one before. */
export function toStep(weights: SeverityWeights, level: (typeof HARM_LEVELS)[number]): number {
  return (weights[level] ?? 0) - (weights[level - 1] ?? 0);
}
