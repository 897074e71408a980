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

/** Adds up samples by cluster, whatever their order between clusters; with Neumaier's compensation, as `neumaierSum`. */
export function toClusterSums(samples: readonly SampleSums[]): ClusterSums {
  const clusterIds = [...new Set(samples.map(({ clusterId }) => clusterId))].toSorted((a, b) => (a < b ? -1 : 1));
  const positions = new Map(clusterIds.map((clusterId, position) => [clusterId, position]));
  const width = samples[0]?.sums.length ?? 0;
  const columns = Array.from({ length: width }, () => new Float64Array(clusterIds.length));
  const compensations = Array.from({ length: width }, () => new Float64Array(clusterIds.length));
  for (const { clusterId, sums } of samples) {
    const position = positions.get(clusterId) ?? 0;
    for (let index = 0; index < width; index += 1) {
      const column = columns[index] ?? new Float64Array();
      const compensation = compensations[index] ?? new Float64Array();
      const value = sums[index] ?? 0;
      const sum = column[position] ?? 0;
      const next = sum + value;
      const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      compensation[position] = (compensation[position] ?? 0) + lost;
      column[position] = next;
    }
  }
  for (const [index, column] of columns.entries()) {
    for (let position = 0; position < column.length; position += 1) {
      column[position] = (column[position] ?? 0) + (compensations[index]?.[position] ?? 0);
    }
  }
  return { clusters: clusterIds.length, columns };
}

/** Sums over all clusters. */
export function toTotalSums({ columns }: ClusterSums): Float64Array {
  return Float64Array.from(columns, (column) => neumaierSum(column));
}

/** Sums over drawn clusters, 0-based positions with repetition. `totals` is overwritten; length = columns. */
export function addDrawnSums({ columns }: ClusterSums, drawn: Uint32Array, totals: Float64Array): void {
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    if (column !== undefined) totals[index] = sumDrawn(column, drawn);
  }
}

/** Sum of one column over drawn clusters. A plain loop over the same kinds of arrays always: a report spends more time here than anywhere. */
export function sumDrawn(column: Float64Array, drawn: Uint32Array): number {
  let total = 0;
  for (let next = 0; next < drawn.length; next += 1) total += column[drawn[next] ?? 0] ?? 0;
  return total;
}
