import { neumaierSum } from './neumaier-sum.ts';

/** One number per sample: what a macro average is taken over. */
export interface SampleValue {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly value: number;
}

/** Totals of one cluster. */
export interface ClusterTotal {
  readonly clusterId: string;
  readonly sum: number;
  /** Samples in the cluster, ≥ 1. */
  readonly count: number;
}

/** Cluster totals in the order of cluster ids (UTF-16 code units), whatever the order of the samples. */
export function toClusterTotals(values: readonly SampleValue[]): readonly ClusterTotal[] {
  const valuesByCluster = Map.groupBy(values, (entry) => entry.clusterId);
  return [...valuesByCluster.entries()]
    .map(([clusterId, members]) => ({
      clusterId,
      sum: neumaierSum(members.map((entry) => entry.value)),
      count: members.length,
    }))
    .toSorted((a, b) => (a.clusterId < b.clusterId ? -1 : 1));
}

/** Mean over samples, each with weight 1; the list is not empty. */
export function toSampleMean(values: readonly SampleValue[]): number {
  return neumaierSum(values.map((entry) => entry.value)) / values.length;
}
