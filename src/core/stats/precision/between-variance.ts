import { tQuantile } from '../distributions.ts';
import { neumaierSum } from '../neumaier-sum.ts';
import { toSampleMean } from '../sample-value.ts';
import type { NoisyValue } from './noisy-value.ts';

/** Level of the one-sided lower limit of a variance between samples. */
const LIMIT_LEVEL = 0.95;

/** A variance between samples with what is sure of it. */
export interface BetweenVariance {
  /** ≥ 0. */
  readonly value: number;
  /** One-sided 95 % lower limit, ≥ 0: t over clusters. */
  readonly lower: number;
}

/**
 * Variance between the true values of samples as a mean over them feels it: n·(SE² − Σ noise_i/n²) with the cluster-robust standard error,
 * at least 0. With independent samples it is Var(x) of METRICS §1.3; alike samples in a cluster make it larger.
 * @returns null with fewer than two clusters, or where a sample has too few trials to tell its noise.
 */
export function toBetweenVariance(values: readonly NoisyValue[]): BetweenVariance | null {
  const members = [...Map.groupBy(values, ({ clusterId }) => clusterId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const clusters = members.length;
  if (clusters < 2 || values.some(({ noise }) => noise === null)) return null;
  const mean = toSampleMean(values);
  const parts = members.map(([, cluster]) => {
    const departure = neumaierSum(cluster.map(({ value }) => value - mean));
    return (departure ** 2 * clusters) / (clusters - 1) - neumaierSum(cluster.map(({ noise }) => noise ?? 0));
  });
  const sum = neumaierSum(parts);
  const squares = neumaierSum(parts.map((part) => (part - sum / clusters) ** 2));
  const standardError = Math.sqrt((squares * clusters) / (clusters - 1)) / values.length;
  const value = sum / values.length;
  const lower = value - tQuantile(LIMIT_LEVEL, clusters - 1) * standardError;
  return { value: Math.max(0, value), lower: Math.max(0, lower) };
}

/** How many samples, in how many clusters. */
export interface SampleCounts {
  readonly n: number;
  /** ≥ 2. */
  readonly clusters: number;
}

/**
 * Half width of a t interval over samples whose values vary by `variance`: t(C − 1)·√(variance/n). With the variance between samples alone
 * it is the floor that no number of epochs passes; with σ²/K added, what K epochs come to.
 */
export function toHalfWidth(variance: number, { n, clusters }: SampleCounts, level: number): number {
  return tQuantile((1 + level) / 2, clusters - 1) * Math.sqrt(variance / n);
}
