import { toPercentileInterval, withEnoughClusters } from '../cluster-bootstrap.ts';
import type { IntervalSettings } from '../interval-settings.ts';
import { drawClusters } from '../interval-settings.ts';
import type { IntervalResult } from '../metric-result.ts';
import { withoutInterval } from '../metric-result.ts';
import { countPairs, createColumns, type ConfidenceTable, type PairIndex } from './confidence-table.ts';
import { createTableScratch } from './table-scratch.ts';

/** Numbers that are computed together from one table; null = undefined for it. The length never changes. */
export type TableStatistic = (table: ConfidenceTable) => readonly (number | null)[];

/** Share of resamples in which a number may be undefined, such as an AUROC without failures, before its interval is left out. */
const MAX_UNDEFINED_SHARE = 0.05;

/**
 * Percentile intervals of the cluster bootstrap (CI-BS) for functions of a confidence table, in the order of the statistics' numbers.
 * Every resample draws as many clusters as there are, with replacement, and counts a drawn cluster with all its pairs; all statistics see
 * the same resamples, so that adding one changes no other. Draws: resample by resample, one index per cluster.
 * Source: METRICS §0.4. Cost: resamples × pairs.
 */
export function bootstrapTables(
  index: PairIndex,
  statistics: readonly TableStatistic[],
  settings: IntervalSettings,
): readonly IntervalResult[] {
  const observed = statistics.flatMap((statistic) => statistic(index.table));
  const tooFew = withEnoughClusters(index.clusters);
  if (tooFew !== null) return observed.map(() => tooFew);
  const drawn = observed.map(() => new Float64Array(settings.resamples).fill(Number.NaN));
  const columns = { ...createColumns(index.table.confidence), scratch: createTableScratch() };
  const drawnClusters = new Uint32Array(index.clusters);
  const weights = new Float64Array(index.clusters);
  for (let resample = 0; resample < settings.resamples; resample += 1) {
    weights.fill(0);
    drawClusters(settings, drawnClusters);
    for (const cluster of drawnClusters) {
      weights[cluster] = (weights[cluster] ?? 0) + 1;
    }
    const table = countPairs(columns, index, weights);
    let column = 0;
    for (const statistic of statistics) {
      for (const value of statistic(table)) {
        const values = drawn[column];
        if (value !== null && values !== undefined) values[resample] = value;
        column += 1;
      }
    }
  }
  return drawn.map((values) => toPercentiles(values, settings.level));
}

function toPercentiles(values: Float64Array, level: number): IntervalResult {
  const defined = values.filter((value) => !Number.isNaN(value)).sort();
  const undefinedCount = values.length - defined.length;
  if (undefinedCount > MAX_UNDEFINED_SHARE * values.length) {
    return withoutInterval(`undefined in ${undefinedCount} of ${values.length} resamples`);
  }
  // Equal in algebra can differ in the last bits.
  if ((defined.at(-1) ?? 0) - (defined[0] ?? 0) < 1e-12) {
    return withoutInterval('every resample gives the same value, so its spread is unknown');
  }
  return toPercentileInterval(defined, level);
}
