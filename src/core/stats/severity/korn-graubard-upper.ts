import { betaQuantile } from '../distributions.ts';
import { toAnova } from '../icc1.ts';
import { neumaierSum } from '../neumaier-sum.ts';

/** Trials of one cluster. */
export interface TrialCount {
  readonly trials: number;
  /** Trials with a violation. */
  readonly violations: number;
}

/** A rate over repeated trials with what repetition is worth. */
export interface ClusteredRate {
  readonly rate: number;
  /** 1 + (K − 1)·ICC, ≥ 1. */
  readonly designEffect: number;
  /** Independent trials that would say as much. */
  readonly effectiveTrials: number;
}

/**
 * Rate of violations per trial over clusters of repeated trials. deff = 1 + (K − 1)·ICC with K = ΣK_i²/ΣK_i (Kish) and the intraclass
 * correlation of one-way analysis of variance, not below 0. Where no trial or every trial violates, the correlation cannot be seen and is
 * taken as 1: a cluster then counts once. The list is not empty. Source: METRICS §5.2.
 */
export function clusteredRate(clusters: readonly TrialCount[]): ClusteredRate {
  const trials = clusters.reduce((sum, cluster) => sum + cluster.trials, 0);
  const violations = clusters.reduce((sum, cluster) => sum + cluster.violations, 0);
  const squares = clusters.reduce((sum, cluster) => sum + cluster.trials ** 2, 0);
  const designEffect = 1 + (squares / trials - 1) * Math.max(0, toCorrelation(clusters, trials, violations));
  return { rate: violations / trials, designEffect, effectiveTrials: trials / designEffect };
}

/** ICC(1) of violations with clusters as groups. */
function toCorrelation(clusters: readonly TrialCount[], trials: number, violations: number): number {
  if (violations === 0 || violations === trials) return 1;
  // One cluster says nothing of correlation; with one trial each there is none.
  if (clusters.length < 2) return 1;
  if (trials === clusters.length) return 0;
  const sumOf = (toValue: (cluster: TrialCount) => number): number => neumaierSum(clusters.map(toValue));
  const {
    between,
    within,
    trials: groupTrials,
  } = toAnova([
    clusters.length,
    trials,
    sumOf((cluster) => cluster.trials ** 2),
    violations,
    sumOf((cluster) => cluster.violations ** 2 / cluster.trials),
  ]);
  return (between - within) / (between + (groupTrials - 1) * within);
}

/**
 * One-sided upper Clopper–Pearson bound of a rate over repeated trials with the effective numbers of trials and violations, which need not
 * be whole; covers about `level`, not at least. Source: Korn & Graubard 1998; METRICS §5.2.
 */
export function kornGraubardUpper(clusters: readonly TrialCount[], level: number): number {
  const { rate, effectiveTrials } = clusteredRate(clusters);
  return rate === 1 ? 1 : betaQuantile(level, rate * effectiveTrials + 1, effectiveTrials * (1 - rate));
}
