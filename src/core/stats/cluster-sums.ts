import { neumaierSum } from './neumaier-sum.ts';

/** Sums of one sample that a statistic is a function of, e.g. [1, trials, successes]. */
export interface SampleSums {
  readonly clusterId: string;
  /** Same length and meaning for every sample. */
  readonly sums: readonly number[];
}

/** Sums by cluster in the order of cluster ids: `columns[j][g]` is sum j of cluster g. */
export interface ClusterSums {
  readonly clusters: number;
  readonly columns: readonly Float64Array[];
}

/** Adds up samples by cluster, whatever their order. */
export function toClusterSums(samples: readonly SampleSums[]): ClusterSums {
  const members = [...Map.groupBy(samples, ({ clusterId }) => clusterId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const width = samples[0]?.sums.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) =>
    Float64Array.from(members, ([, cluster]) => neumaierSum(cluster.map(({ sums }) => sums[column] ?? 0))),
  );
  return { clusters: members.length, columns };
}

/** Sums over all clusters. */
export function toTotalSums({ columns }: ClusterSums): Float64Array {
  return Float64Array.from(columns, (column) => neumaierSum(column));
}

/** Sums over drawn clusters, 0-based positions with repetition. `totals` is overwritten; length = columns. */
export function addDrawnSums({ columns }: ClusterSums, drawn: Uint32Array, totals: Float64Array): void {
  // Plain loops: a report spends more time here than anywhere else.
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] ?? drawn;
    let total = 0;
    for (let next = 0; next < drawn.length; next += 1) total += column[drawn[next] ?? 0] ?? 0;
    totals[index] = total;
  }
}
