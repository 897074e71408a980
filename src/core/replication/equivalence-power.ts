import { normalQuantile, normalTwoSidedTail } from '../stats/distributions.ts';

/** Two runs of one design whose success rates are truly equal, with noise drawn independently. */
export interface EquivalenceDesign {
  /** Samples n, ≥ 1; with clusters, their number. */
  readonly samples: number;
  /** Trials of each sample in each run: epochs × prompts, K ≥ 1. */
  readonly trials: number;
  /** Mean over samples of p(1 − p), the variance of one trial's success, in [0, ¼]; ¼ is the worst case. */
  readonly trialVariance: number;
  /** Margin δ in (0, 1). */
  readonly delta: number;
}

/** Chance that some test of the ladder rejects although nothing differs: the level that Holm keeps. */
const FALSE_REJECTION = 0.05;

/**
 * Chance, at least, that two runs that do not differ get the verdict EQUIVALENT: that the 90 % interval of the difference lies inside
 * (−δ, δ), 2Φ(δ/SE − z.95) − 1 with SE = √(2σ²/(nK)), less the 5 % in which a permutation test may reject. In [0, .95]; normal theory.
 * Source: DESIGN §8; Schuirmann 1987 (two one-sided tests).
 */
export function equivalencePower({ samples, trials, trialVariance, delta }: EquivalenceDesign): number {
  const standardError = Math.sqrt((2 * trialVariance) / (samples * trials));
  if (standardError === 0) return 1 - FALSE_REJECTION;
  const distance = delta / standardError - normalQuantile(0.95);
  return distance <= 0 ? 0 : Math.max(0, 1 - normalTwoSidedTail(distance) - FALSE_REJECTION);
}

/**
 * Samples with which runs that do not differ would get EQUIVALENT with chance .8 at least, n = ((z.95 + z.925)·sd/δ)², rounded up.
 * @param sampleSd standard deviation over samples of the difference of success rates, ≥ 0; 0 = every sample differs alike.
 * @param delta margin δ in (0, 1).
 */
export function samplesToEquivalence(sampleSd: number, delta: number): number {
  const needed = ((normalQuantile(0.95) + normalQuantile(0.925)) * sampleSd) / delta;
  // Where no sample differs, the bound on the share of unlike samples must be below δ: 1 − .05^(1/n) < δ.
  const least = Math.ceil(Math.log(0.05) / Math.log1p(-delta));
  return sampleSd === 0 ? least : Math.max(2, Math.ceil(needed * needed));
}
