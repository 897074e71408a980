import { clusterStandardError } from '../stats/cluster-t-interval.ts';
import { tQuantile } from '../stats/distributions.ts';
import type { IntervalResult, MetricResult } from '../stats/metric-result.ts';
import { toTwoSided, undefinedResult, withoutInterval } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';
import type { SampleValue } from '../stats/sample-value.ts';
import { sampleTrialValues } from './sample-trial-values.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Geometric mean; null for no values or where one is not above 0. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !(value > 0))) return null;
  return Math.exp(neumaierSum(values.map((value) => Math.log(value))) / values.length);
}

/**
 * `ttft_geomean`: geometric mean over families of the mean time to first token, ms; lower is better. Families of long and of short
 * prompts weigh alike. A sample's value is the mean of its trials, a family's the mean of its samples. Null without timed trials or
 * where a family took no time. CI-R: exp(log G ± t·SE), SE by the delta method over samples, cluster-robust.
 * Source: METRICS §6.2, after the overall score of MLPerf Client.
 */
export function ttftGeomean(
  trials: readonly TimedTrial[],
  toFamily: (sampleId: string) => string,
  level: number,
): MetricResult {
  const values = sampleTrialValues(
    trials,
    (trial) => trial.ttftMs,
    (times) => neumaierSum(times) / times.length,
  );
  if (values.length === 0) return undefinedResult('no timed trials');
  const families = [...Map.groupBy(values, ({ sampleId }) => toFamily(sampleId)).values()].map((members) => ({
    members,
    mean: neumaierSum(members.map(({ value }) => value)) / members.length,
  }));
  const value = geometricMean(families.map(({ mean }) => mean));
  const size = { n: values.length, clusters: new Set(values.map(({ clusterId }) => clusterId)).size };
  if (value === null) return { ...undefinedResult('a family took no measurable time'), ...size };
  // d log G / d x for each sample, scaled so that the mean over all samples is the change of log G.
  const influences = families.flatMap(({ members, mean }) => {
    const weight = values.length / (members.length * families.length);
    return members.map((member) => ({ ...member, value: weight * (member.value / mean - 1) }));
  });
  return { value, ...logInterval(value, influences, size.clusters, level), ...size };
}

function logInterval(
  value: number,
  influences: readonly SampleValue[],
  clusters: number,
  level: number,
): IntervalResult {
  const standardError = clusterStandardError(influences);
  if (standardError === null) return withoutInterval('an interval needs at least 2 clusters');
  if (standardError < 1e-12) return withoutInterval('every sample has the same value, so its spread is unknown');
  const factor = Math.exp(tQuantile((1 + level) / 2, clusters - 1) * standardError);
  return toTwoSided('CI-R', level, value / factor, value * factor);
}
