import { clopperPearsonInterval } from '../stats/clopper-pearson-interval.ts';
import type { ExactShare } from './replication.ts';

/** A trial that both runs completed, and whether it is the same in both. */
export interface ExactTrial {
  readonly sampleId: string;
  readonly isIdentical: boolean;
}

/**
 * Counts identical trials and samples. The bound is over samples, each identical when all its trials are, because trials of one sample are
 * not independent: with confidence .95 a share of at least `lowerBound` of such samples comes out identical. Source: METRICS §8 L0.
 */
export function toExactShare(trials: readonly ExactTrial[]): ExactShare {
  const bySample = Map.groupBy(trials, ({ sampleId }) => sampleId);
  const identicalSamples = [...bySample.values()].filter((members) => members.every(({ isIdentical }) => isIdentical));
  return {
    trials: trials.length,
    identicalTrials: trials.filter(({ isIdentical }) => isIdentical).length,
    samples: bySample.size,
    identicalSamples: identicalSamples.length,
    // The lower end of the two-sided 90 % interval is the one-sided 95 % bound.
    lowerBound: clopperPearsonInterval(identicalSamples.length, bySample.size, 0.9).interval?.lower ?? null,
  };
}

/** True when the runs have at least one trial in common and every common one is identical. */
export function isAllExact(exact: ExactShare | null): boolean {
  return exact !== null && exact.trials > 0 && exact.identicalTrials === exact.trials;
}
