import { neumaierSum } from '../stats/neumaier-sum.ts';

/** One prompt in both runs: how many of its trials succeed in each. */
export interface CellCounts {
  readonly trialsA: number;
  readonly successesA: number;
  readonly trialsB: number;
  readonly successesB: number;
  /** Pairs of trials with the same noise whose outcomes differ; null when the two runs drew their noise independently. */
  readonly discordantPairs: number | null;
}

/** What the success rate of run A minus that of run B can be when the labels A and B mean nothing, with probabilities that sum to 1. */
export interface CellNull {
  /** Ascending, in [−1, 1]. */
  readonly differences: readonly number[];
  readonly probabilities: readonly number[];
}

/** Success rate in A minus success rate in B, in [−1, 1]. */
export function toCellDifference({ trialsA, successesA, trialsB, successesB }: CellCounts): number {
  return successesA / trialsA - successesB / trialsB;
}

/**
 * Distribution of a cell's difference over relabellings. With the same noise in both runs the labels are swapped within each pair of
 * trials, so that m discordant pairs give a sum of m random signs; otherwise all trials of the cell are permuted, so that the successes of
 * A are hypergeometric. Source: DESIGN §8.
 */
export function toCellNull(cell: CellCounts): CellNull {
  return cell.discordantPairs === null ? toPermuted(cell) : toSwapped(cell.discordantPairs, cell.trialsA);
}

function toSwapped(discordant: number, pairs: number): CellNull {
  const counts = Array.from({ length: discordant + 1 }, (_, up) => up);
  let weight = 1;
  const weights = counts.map((up) => {
    if (up > 0) weight *= (discordant - up + 1) / up;
    return weight;
  });
  return { differences: counts.map((up) => (2 * up - discordant) / pairs), probabilities: toShares(weights) };
}

function toPermuted({ trialsA, successesA, trialsB, successesB }: CellCounts): CellNull {
  const successes = successesA + successesB;
  const least = Math.max(0, successes - trialsB);
  const most = Math.min(trialsA, successes);
  const inA = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  let weight = 1;
  const weights = inA.map((count) => {
    // C(nA, k)·C(nB, x − k) from its neighbour k − 1.
    if (count > least) {
      weight *= ((trialsA - count + 1) / count) * ((successes - count + 1) / (trialsB - successes + count));
    }
    return weight;
  });
  const differences = inA.map((count) => count / trialsA - (successes - count) / trialsB);
  return { differences, probabilities: toShares(weights) };
}

function toShares(weights: readonly number[]): readonly number[] {
  const total = neumaierSum(weights);
  return weights.map((weight) => weight / total);
}
