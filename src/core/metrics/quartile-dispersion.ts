import type { IntervalSettings } from '../stats/interval-settings.ts';
import { meanResult } from '../stats/mean-result.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { quantileType7 } from '../stats/quantile-type7.ts';
import { toResourceUse, type Resource } from './resource-consistency.ts';
import { sampleTrialValues } from './sample-trial-values.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Quartile coefficient of dispersion (Q3 − Q1)/(Q3 + Q1) of positive values, ascending, at least one; type-7 quartiles; in [0, 1). */
export function quartileCoefficient(sorted: ArrayLike<number>): number {
  const lower = quantileType7(sorted, 0.25);
  const upper = quantileType7(sorted, 0.75);
  return (upper - lower) / (upper + lower);
}

/**
 * `qcd`: quartile coefficient of dispersion of what a sample's trials used, mean over samples; in [0, 1), lower is better. The robust
 * companion of `resource_consistency`: one slow trial hardly moves it. Samples with fewer than two positive values are left out; null
 * when all are. CI-T. Source: METRICS §2.13.
 */
export function quartileDispersion(
  trials: readonly TimedTrial[],
  resource: Resource,
  settings: IntervalSettings,
): MetricResult {
  const repeated = [...Map.groupBy(trials, ({ sampleId }) => sampleId).values()]
    .map((members) => members.filter((trial) => toResourceUse(trial, resource) > 0))
    .filter((members) => members.length >= 2)
    .flat();
  const values = sampleTrialValues(repeated, (trial) => toResourceUse(trial, resource), quartileCoefficient);
  return meanResult(values, { range: [0, 1], emptyReason: 'no sample has 2 timed trials', interval: 't' }, settings);
}
