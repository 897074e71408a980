import type { CellNull } from './label-null.ts';
import type { ReplicationSettings } from './replication-settings.ts';

/** A statistic that is the absolute sum of what cells add. */
export interface SummedStatistic {
  /** Whole numbers, by cell and by relabelling of that cell. */
  readonly values: readonly (readonly number[])[];
  /** |sum| as observed. */
  readonly observed: number;
}

/** Steps in which a uniform number is drawn. */
const WORDS = 4_294_967_296;

/**
 * P(|sum| ≥ observed) of each statistic over the same random relabellings, (1 + #) / (B + 1).
 * Cost: relabellings × cells; tables lie flat because this is the one loop that runs 10⁸ times.
 */
export function drawTails(
  nulls: readonly CellNull[],
  statistics: readonly SummedStatistic[],
  { permutations, drawIndex }: Pick<ReplicationSettings, 'permutations' | 'drawIndex'>,
): readonly number[] {
  if (statistics.length === 0) return [];
  const starts = toStarts(nulls);
  const steps = Float64Array.from(nulls.flatMap(({ probabilities }) => toCumulative(probabilities)));
  const tables = statistics.map(({ values }) => Float64Array.from(values.flat()));
  const sums = new Float64Array(statistics.length);
  const atLeast = statistics.map(() => 0);
  const chosen = new Int32Array(nulls.length);
  for (let permutation = 0; permutation < permutations; permutation += 1) {
    for (let cell = 0; cell < chosen.length; cell += 1) {
      let place = starts[cell] ?? 0;
      const last = (starts[cell + 1] ?? 1) - 1;
      if (place < last) {
        const uniform = drawIndex(WORDS) / WORDS;
        while (place < last && uniform >= (steps[place] ?? 1)) place += 1;
      }
      chosen[cell] = place;
    }
    for (let index = 0; index < tables.length; index += 1) sums[index] = toSum(tables[index], chosen);
    for (const [index, { observed }] of statistics.entries()) {
      if (Math.abs(sums[index] ?? 0) >= observed) atLeast[index] = (atLeast[index] ?? 0) + 1;
    }
  }
  return atLeast.map((count) => (1 + count) / (permutations + 1));
}

function toSum(table: Float64Array | undefined, chosen: Int32Array): number {
  let sum = 0;
  for (let cell = 0; cell < chosen.length; cell += 1) sum += table?.[chosen[cell] ?? 0] ?? 0;
  return sum;
}

/** Where each cell's relabellings begin in the flat tables; one more entry for the end. */
function toStarts(nulls: readonly CellNull[]): Int32Array {
  const starts = new Int32Array(nulls.length + 1);
  for (const [cell, { probabilities }] of nulls.entries())
    starts[cell + 1] = (starts[cell] ?? 0) + probabilities.length;
  return starts;
}

function toCumulative(probabilities: readonly number[]): readonly number[] {
  let total = 0;
  return probabilities.map((probability) => (total += probability));
}
