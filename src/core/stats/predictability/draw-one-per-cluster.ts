import type { IndexDraw } from '../interval-settings.ts';

/** Names by which members are put into one order. */
interface Clustered {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly epoch: number;
}

/**
 * One member of each cluster, drawn uniformly: what bounds for independent units may use. One draw per cluster, in the order of
 * `toSortedClusters`.
 */
export function drawOnePerCluster<T extends Clustered>(members: readonly T[], drawIndex: IndexDraw): readonly T[] {
  return toSortedClusters(members).flatMap((cluster) => cluster[drawIndex(cluster.length)] ?? []);
}

/** Members by cluster, whatever their order: clusters by id (UTF-16 code units), members by sample id, then by epoch. */
export function toSortedClusters<T extends Clustered>(members: readonly T[]): readonly (readonly T[])[] {
  return [...Map.groupBy(members, (member) => member.clusterId).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cluster]) => cluster.toSorted(compareMembers));
}

function compareMembers(a: Clustered, b: Clustered): number {
  if (a.sampleId !== b.sampleId) return a.sampleId < b.sampleId ? -1 : 1;
  return a.epoch - b.epoch;
}
