import type { IntervalSettings } from '../interval-settings.ts';
import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { neumaierSum } from '../neumaier-sum.ts';
import { toShuffled } from '../shuffle.ts';
import { corp } from './corp.ts';
import { indexPairs, type ConfidencePair, type ConfidenceTable } from './confidence-table.ts';
import { toSortedClusters } from './draw-one-per-cluster.ts';
import { createTableScratch } from './table-scratch.ts';

/** What CORP gives when confidence says nothing of success. */
export interface CorpNull {
  /** Mean miscalibration over the permutations. */
  readonly miscalibration: MetricResult;
  /** Mean discrimination over the permutations: what chance alone shows in a sample of this size. */
  readonly discrimination: MetricResult;
  /** (1 + permutations that discriminate at least as well) / (permutations + 1). */
  readonly pValue: MetricResult;
}

/** Permutations that are made at most: p-values in steps of .001. */
const MAX_PERMUTATIONS = 999;

/** Outcomes of one cluster, sample by sample, and the rows of the table that its pairs are in. */
interface Block {
  readonly rows: Int32Array;
  readonly outcomes: Uint8Array;
  /** Pairs of each sample, ascending. */
  readonly shape: readonly number[];
}

/**
 * Permutation null of `corp`: outcomes are dealt anew to the same confidences, `settings.resamples` times but at most 999. The outcomes of a
 * whole cluster go to a cluster of the same shape (as many samples with as many pairs) and those of each sample are turned round by a random
 * number of places; so what belongs together stays together. Both moves form a group, which keeps the test exact. A cluster of a shape of its
 * own only turns its samples, which makes the test milder. Null without pairs.
 * Source: METRICS §4.3; the p-value counts the observed order (Phipson & Smyth 2010).
 */
export function corpNull(pairs: readonly ConfidencePair[], settings: IntervalSettings): CorpNull {
  const { table, samples, clusters } = indexPairs(pairs);
  const observed = corp(table);
  if (observed === null) {
    const nothing = undefinedResult('no trial has a confidence');
    return { miscalibration: nothing, discrimination: nothing, pValue: nothing };
  }
  const strata = toStrata(pairs, table);
  const permutations = Math.min(settings.resamples, MAX_PERMUTATIONS);
  const successes = new Float64Array(table.successes.length);
  const dealt: ConfidenceTable = { ...table, successes, scratch: createTableScratch() };
  const nulls = Array.from({ length: permutations }, () => {
    dealt.successes.fill(0);
    for (const stratum of strata) dealOutcomes(stratum, dealt.successes, settings.drawIndex);
    return corp(dealt) ?? observed;
  });
  // Equal in algebra can differ in the last bits.
  const atLeast = nulls.filter(({ discrimination }) => discrimination >= observed.discrimination - 1e-12).length;
  const reason = 'a number of the permutations, not an estimate';
  const toResult = (value: number): MetricResult => ({ value, reason, interval: null, n: samples, clusters });
  return {
    miscalibration: toResult(neumaierSum(nulls.map((parts) => parts.miscalibration)) / permutations),
    discrimination: toResult(neumaierSum(nulls.map((parts) => parts.discrimination)) / permutations),
    pValue: toResult((1 + atLeast) / (permutations + 1)),
  };
}

/** Clusters by shape; all in an order that the order of the pairs does not change. */
function toStrata(pairs: readonly ConfidencePair[], table: ConfidenceTable): readonly (readonly Block[])[] {
  const rowOf = new Map(Array.from(table.confidence, (confidence, row) => [confidence, row] as const));
  const blocks = toSortedClusters(pairs).map((cluster): Block => {
    const samples = [...Map.groupBy(cluster, (pair) => pair.sampleId).values()].toSorted((a, b) => a.length - b.length);
    const members = samples.flat();
    return {
      rows: Int32Array.from(members, (pair) => rowOf.get(pair.confidence) ?? 0),
      outcomes: Uint8Array.from(members, (pair) => pair.success),
      shape: samples.map((sample) => sample.length),
    };
  });
  return [...Map.groupBy(blocks, ({ shape }) => shape.join(' ')).values()];
}

function dealOutcomes(
  blocks: readonly Block[],
  successes: Float64Array,
  drawIndex: IntervalSettings['drawIndex'],
): void {
  const givers = toShuffled(blocks, drawIndex);
  for (let place = 0; place < blocks.length; place += 1) {
    const rows = blocks[place]?.rows ?? new Int32Array();
    const outcomes = givers[place]?.outcomes ?? new Uint8Array();
    let start = 0;
    for (const size of blocks[place]?.shape ?? []) {
      let from = drawIndex(size);
      for (let pair = 0; pair < size; pair += 1) {
        const row = rows[start + pair] ?? 0;
        successes[row] = (successes[row] ?? 0) + (outcomes[start + from] ?? 0);
        from = from + 1 === size ? 0 : from + 1;
      }
      start += size;
    }
  }
}
