import { fiellerInterval } from '../stats/fieller-interval.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { undefinedResult } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';

/** One scored trial with what it cost. */
export interface CostedTrial {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Any additive cost ≥ 0, e.g. seconds of compute. */
  readonly cost: number;
  readonly success: 0 | 1;
}

/**
 * `cost_per_success`: total cost over total successes, in the unit of `cost`; lower is better. Null without trials or without a success.
 * Fieller's interval over cluster totals; none when it is unbounded. Source: METRICS §6.3 (ratio estimator).
 */
export function costPerSuccess(trials: readonly CostedTrial[], level: number): MetricResult {
  if (trials.length === 0) return undefinedResult('no timed and scored trials');
  const n = new Set(trials.map((trial) => trial.sampleId)).size;
  const trialsByCluster = Map.groupBy(trials, (trial) => trial.clusterId);
  const parts = [...trialsByCluster.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => ({
      // Sorted, so that the last bit does not depend on the order of the rows.
      numerator: neumaierSum(members.map((trial) => trial.cost).toSorted((a, b) => a - b)),
      denominator: members.filter((trial) => trial.success === 1).length,
    }));
  const successes = parts.reduce((sum, part) => sum + part.denominator, 0);
  if (successes === 0) return { ...undefinedResult('no trial succeeded'), n, clusters: parts.length };
  const value = neumaierSum(parts.map((part) => part.numerator)) / successes;
  return { value, ...fiellerInterval(parts, level), n, clusters: parts.length };
}
