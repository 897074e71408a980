import { clopperPearsonLower } from './clopper-pearson-interval.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult, withoutInterval } from './metric-result.ts';
import { quantileType7 } from './quantile-type7.ts';

/** A trial that both the original and a replica completed. */
export interface ComparedTrial {
  readonly sampleId: string;
  readonly clusterId: string;
  /** First output token that differs, 0-based; null = none. */
  readonly divergence: number | null;
  /** True when also every stored log-probability is the same. */
  readonly hasSameLogprobs: boolean;
}

/** What must be equal: the tokens, or their stored log-probabilities too. */
export type IdenticalIn = 'tokens' | 'logprobs';

const EMPTY = 'no trial was completed both by the original and by its replica';

/**
 * `identical_share`: share of clusters (samples, unless several share a source) whose trials all come out the same, in [0, 1], higher is
 * better. Null without trials. One-sided CI-CP: with confidence `level` at least the lower bound of such clusters come out the same.
 * Source: METRICS §8 L0.
 */
export function identicalShare(trials: readonly ComparedTrial[], of: IdenticalIn, level: number): MetricResult {
  const byCluster = Map.groupBy(trials, ({ clusterId }) => clusterId);
  if (byCluster.size === 0) return undefinedResult(EMPTY);
  const identical = [...byCluster.values()].filter((members) =>
    members.every((trial) => isIdentical(trial, of)),
  ).length;
  return {
    value: identical / byCluster.size,
    ...clopperPearsonLower(identical, byCluster.size, level),
    ...toSizes(trials),
  };
}

/**
 * `divergence_index`: median over the trials that differ of the first output token that does, 0-based. Null when none differs. Descriptive,
 * without an interval. Source: METRICS §8 (`div_index`).
 */
export function divergenceIndex(trials: readonly ComparedTrial[]): MetricResult {
  if (trials.length === 0) return undefinedResult(EMPTY);
  const differing = trials.filter(({ divergence }) => divergence !== null);
  if (differing.length === 0) return undefinedResult('every output has the same tokens');
  const places = differing.flatMap(({ divergence }) => divergence ?? []).toSorted((a, b) => a - b);
  const { reason, interval } = withoutInterval('the place of a divergence is described and not inferred from');
  return { value: quantileType7(places, 0.5), reason, interval, ...toSizes(differing) };
}

function isIdentical({ divergence, hasSameLogprobs }: ComparedTrial, of: IdenticalIn): boolean {
  return divergence === null && (of === 'tokens' || hasSameLogprobs);
}

function toSizes(trials: readonly ComparedTrial[]): Pick<MetricResult, 'n' | 'clusters'> {
  return {
    n: new Set(trials.map(({ sampleId }) => sampleId)).size,
    clusters: new Set(trials.map(({ clusterId }) => clusterId)).size,
  };
}
