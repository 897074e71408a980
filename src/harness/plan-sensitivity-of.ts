import type { Sample } from '#core/model/sample.ts';
import type { PlanVariances } from '#core/stats/example-variances.ts';
import { planSensitivity, type SensitivityPlan, type SensitivityQuestion } from '#core/stats/sensitivity-plan.ts';
import type { SampleCounts } from '#core/stats/precision/between-variance.ts';
import type { Pilot } from './read-pilot.ts';

/** Where the variances of a plan come from. */
export type VarianceSource =
  | { readonly type: 'stated'; readonly variances: PlanVariances }
  | { readonly type: 'pilot'; readonly pilot: Pilot };

/** The samples of a task, counted. */
export function toSampleCounts(samples: readonly Sample[]): SampleCounts {
  return { n: samples.length, clusters: new Set(samples.map(({ clusterId }) => clusterId)).size };
}

/**
 * What a configuration can see of its task's samples. Stated variances know nothing of clusters, so clusters are counted in place of
 * samples; those of a pilot have its clusters in them.
 */
export function planSensitivityOf(
  samples: readonly Sample[],
  source: VarianceSource,
  question: SensitivityQuestion,
): SensitivityPlan {
  const counts = toSampleCounts(samples);
  return source.type === 'pilot'
    ? planSensitivity(source.pilot.variances, counts, question)
    : planSensitivity(source.variances, { ...counts, n: counts.clusters }, question);
}
