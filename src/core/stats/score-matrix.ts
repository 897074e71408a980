import type { SampleOutcomes } from './sample-outcomes.ts';

/** One row of a table of samples by conditions. */
export interface SampleColumns {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Same length and meaning for every sample. */
  readonly columns: readonly number[];
}

/**
 * Mean scores of samples under each of J conditions: one column per condition, in the order given. Samples that lack completed trials under
 * one of them are left out, so that every condition is averaged over the same samples. None without conditions.
 */
export function toScoreMatrix(conditions: readonly (readonly SampleOutcomes[])[]): readonly SampleColumns[] {
  const [first = [], ...others] = conditions;
  const byCondition = others.map((outcomes) => new Map(outcomes.map((entry) => [entry.sampleId, entry.meanScore])));
  return first.flatMap(({ sampleId, clusterId, meanScore }) => {
    const columns = [meanScore, ...byCondition.flatMap((scores) => scores.get(sampleId) ?? [])];
    return columns.length === conditions.length ? [{ sampleId, clusterId, columns }] : [];
  });
}

/** Accuracy of each condition: the mean of its column; empty without samples. */
export function toColumnMeans(matrix: readonly SampleColumns[]): readonly number[] {
  const [first] = matrix;
  if (first === undefined) return [];
  return first.columns.map(
    (_, column) => matrix.reduce((sum, row) => sum + (row.columns[column] ?? 0), 0) / matrix.length,
  );
}
