import type { IntervalSettings } from '../stats/interval-settings.ts';
import { meanResult } from '../stats/mean-result.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { undefinedResult } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';
import type { CostedTrial } from './cost-per-success.ts';

/**
 * Expected cost of trying until the first success, c/p, or with at most k tries, c(1 − (1 − p)^k)/p.
 * @param cost of one try, ≥ 0.  @param p chance of success of one try, in [0, 1].  @param cap k ≥ 1, or null for no limit.
 * @returns value ≥ 0; c·k at p = 0 with a cap, null without one. Source: METRICS §6.3.
 */
export function toExpectedCost(cost: number, p: number, cap: number | null): number | null {
  if (p === 0) return cap === null ? null : cost * cap;
  return cap === null ? cost / p : (-cost * Math.expm1(cap * Math.log1p(-p))) / p;
}

/**
 * `expected_cost_to_success`: `toExpectedCost` of each sample with its own mean cost and success rate, mean over samples, in the unit of
 * `cost`; lower is better. Success rates of few trials are put in as they are, which makes the value too high on average. Null without
 * trials and, without a cap, when a sample never succeeded: its cost has no bound. CI-T. Source: METRICS §6.3.
 * @param cap most tries k, or null.
 */
export function expectedCostToSuccess(
  trials: readonly CostedTrial[],
  cap: number | null,
  settings: IntervalSettings,
): MetricResult {
  const samples = [...Map.groupBy(trials, ({ sampleId }) => sampleId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const values = samples.flatMap(([sampleId, members]) => {
    // Sorted, so that the last bit does not depend on the order of the rows.
    const cost = neumaierSum(members.map((trial) => trial.cost).toSorted((a, b) => a - b)) / members.length;
    const p = members.filter(({ success }) => success === 1).length / members.length;
    const value = toExpectedCost(cost, p, cap);
    return value === null ? [] : [{ sampleId, clusterId: members[0]?.clusterId ?? sampleId, value }];
  });
  const never = samples.length - values.length;
  if (never > 0) {
    const clusters = new Set(trials.map(({ clusterId }) => clusterId)).size;
    const reason = `${never} of ${samples.length} samples never succeeded, so trying until success has no bound`;
    return { ...undefinedResult(reason), n: samples.length, clusters };
  }
  return meanResult(values, { range: null, emptyReason: 'no timed and scored trials', interval: 't' }, settings);
}
