import type { TableScratch } from './table-scratch.ts';

/** One prediction beside what came of it. */
export interface ConfidencePair {
  readonly sampleId: string;
  readonly clusterId: string;
  /** 1-based; 0 where the pair stands for all epochs of its sample. */
  readonly epoch: number;
  /** In [0, 1] and a probability of *this* success, or, for sources that only rank, any finite number that grows with confidence. */
  readonly confidence: number;
  readonly success: 0 | 1;
}

/**
 * Pairs counted by confidence: all that the measures of METRICS §4 need, with ties pooled. Arrays have equal lengths. Rows with count 0 can
 * occur in a resample and count for nothing.
 */
export interface ConfidenceTable {
  /** Distinct confidences, descending. */
  readonly confidence: Float64Array;
  /** Pairs with that confidence, a whole number. */
  readonly count: Float64Array;
  /** Successes among them. */
  readonly successes: Float64Array;
  /** Pairs in all. */
  readonly n: number;
  /** Successes in all. */
  readonly successCount: number;
  /** Arrays for what is computed from the table, where there are many tables: results in them are good until the next table. */
  readonly scratch?: TableScratch;
}

/** A table with the way back to the clusters that its pairs came from. `row`, `cluster` and `success` have one entry per pair. */
export interface PairIndex {
  readonly table: ConfidenceTable;
  /** Position in the table. */
  readonly row: Int32Array;
  /** 0-based, in the order of cluster ids (UTF-16 code units). */
  readonly cluster: Int32Array;
  readonly success: Uint8Array;
  /** Distinct samples. */
  readonly samples: number;
  /** Distinct clusters. */
  readonly clusters: number;
}

/** Counts pairs by confidence; the result is the same whatever their order. */
export function indexPairs(pairs: readonly ConfidencePair[]): PairIndex {
  const confidences = [...new Set(pairs.map((pair) => pair.confidence))].toSorted((a, b) => b - a);
  const clusterIds = [...new Set(pairs.map((pair) => pair.clusterId))].toSorted((a, b) => (a < b ? -1 : 1));
  const rowOf = new Map(confidences.map((confidence, row) => [confidence, row]));
  const clusterOf = new Map(clusterIds.map((clusterId, cluster) => [clusterId, cluster]));
  const row = Int32Array.from(pairs, (pair) => rowOf.get(pair.confidence) ?? 0);
  const cluster = Int32Array.from(pairs, (pair) => clusterOf.get(pair.clusterId) ?? 0);
  const success = Uint8Array.from(pairs, (pair) => pair.success);
  const columns = createColumns(Float64Array.from(confidences));
  const weights = new Float64Array(clusterIds.length).fill(1);
  return {
    table: countPairs(columns, { row, cluster, success }, weights),
    row,
    cluster,
    success,
    clusters: clusterIds.length,
    samples: new Set(pairs.map((pair) => pair.sampleId)).size,
  };
}

/** Columns of a table, to be filled by `countPairs`. */
export type TableColumns = Pick<ConfidenceTable, 'confidence' | 'count' | 'successes' | 'scratch'>;

/** Empty columns for these confidences (descending). */
export function createColumns(confidence: Float64Array): TableColumns {
  return { confidence, count: new Float64Array(confidence.length), successes: new Float64Array(confidence.length) };
}

/** Counts every pair of cluster g `weights[g]` times, over what the columns held before; the table shares the columns. */
export function countPairs(
  columns: TableColumns,
  { row, cluster, success }: Pick<PairIndex, 'row' | 'cluster' | 'success'>,
  weights: Float64Array,
): ConfidenceTable {
  const { count, successes } = columns;
  count.fill(0);
  successes.fill(0);
  let n = 0;
  let successCount = 0;
  for (let pair = 0; pair < row.length; pair += 1) {
    const weight = weights[cluster[pair] ?? 0] ?? 0;
    if (weight === 0) continue;
    const position = row[pair] ?? 0;
    const right = weight * (success[pair] ?? 0);
    count[position] = (count[position] ?? 0) + weight;
    successes[position] = (successes[position] ?? 0) + right;
    n += weight;
    successCount += right;
  }
  return { ...columns, n, successCount };
}
