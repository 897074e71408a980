import { coefficientOfVariation } from '../stats/coefficient-of-variation.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import { meanResult } from '../stats/mean-result.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';
import type { TimedTrial } from './timed-trial.ts';

/** A resource that a trial used. */
export type Resource = 'tokens' | 'time';

/** Use of a resource by one trial: tokens are those of the output, time is submit to last token in ms. */
export function toResourceUse(trial: TimedTrial, resource: Resource): number {
  return resource === 'tokens' ? trial.outputTokens : trial.e2eMs;
}

/**
 * `resource_consistency` (C_res): exp(−mean over resources of CV) of a sample's trials, mean over samples; in (0, 1], higher is better.
 * CV is standard deviation, with K − 1, over mean; only positive values count. Samples where no resource has two of them are left
 * out; null when all are. CI-T. Times in a browser vary with heat and throttling too, and epochs that are decoded together share
 * theirs: read tokens apart. Source: Rabanser et al. 2026, arXiv:2602.16666, Def. 3.3; METRICS §2.13.
 * @param resources at least one.
 */
export function resourceConsistency(
  trials: readonly TimedTrial[],
  resources: readonly Resource[],
  settings: IntervalSettings,
): MetricResult {
  const values = [...Map.groupBy(trials, ({ sampleId }) => sampleId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([sampleId, members]) => {
      const variations = resources.flatMap((resource) => {
        const used = members.map((trial) => toResourceUse(trial, resource)).filter((value) => value > 0);
        return coefficientOfVariation(used) ?? [];
      });
      if (variations.length === 0) return [];
      const value = Math.exp(-neumaierSum(variations) / variations.length);
      return [{ sampleId, clusterId: members[0]?.clusterId ?? sampleId, value }];
    });
  const emptyReason = 'no sample has 2 timed trials';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
