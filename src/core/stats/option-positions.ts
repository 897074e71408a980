import type { SampleSums } from './cluster-sums.ts';

/** One trial of a multiple-choice sample by position of its options, 0-based. */
export interface PositionTrial {
  /** Where the right option stood. */
  readonly goldPosition: number;
  /** Where the chosen one stood; null = no option could be read. */
  readonly predictedPosition: number | null;
}

/** A sample's trials over balanced rotations of its m options. */
export interface PositionedSample {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly trials: readonly PositionTrial[];
}

/**
 * Sums of a sample: trials with the right option at each position, then those of them that chose it, then trials that chose each
 * position: 3 · `positions` numbers.
 */
export function toPositionColumns({ clusterId, trials }: PositionedSample, positions: number): SampleSums {
  const sums = Array.from({ length: 3 * positions }, () => 0);
  const add = (index: number): void => {
    sums[index] = (sums[index] ?? 0) + 1;
  };
  for (const { goldPosition, predictedPosition } of trials) {
    add(goldPosition);
    if (predictedPosition === goldPosition) add(positions + goldPosition);
    if (predictedPosition !== null) add(2 * positions + predictedPosition);
  }
  return { clusterId, sums };
}
