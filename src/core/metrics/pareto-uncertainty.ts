import type { ClusterSums } from '../stats/cluster-sums.ts';
import { addDrawnSums, toClusterSums } from '../stats/cluster-sums.ts';
import { withEnoughClusters } from '../stats/cluster-bootstrap.ts';
import type { IntervalSettings } from '../stats/interval-settings.ts';
import type { ParetoDirection } from './pareto-frontier.ts';
import { dominates } from './pareto-frontier.ts';

/** One sample as every configuration answered it. */
export interface ParetoSample {
  readonly clusterId: string;
  /** `values[configuration][axis]`, the sample's own cost, score …; an axis is its mean over samples. Same shape for every sample. */
  readonly values: readonly (readonly number[])[];
}

/** How sure dominance is, or why that is not known. */
export type ParetoUncertainty =
  | {
      readonly reason: null;
      /** P(on frontier) by configuration, in [0, 1]. Draw a point as certain from .95 on. */
      readonly onFrontier: readonly number[];
      /** `dominates[p][q]` = P(p dominates q), in [0, 1]. */
      readonly dominates: readonly (readonly number[])[];
      readonly n: number;
      readonly clusters: number;
    }
  | { readonly reason: string };

/**
 * P(on frontier) and P(p dominates q) by the joint cluster bootstrap: every resample draws the same clusters for all configurations, so
 * that samples which are hard for all of them do not blur the comparison. Needs two configurations and ten clusters.
 * Source: METRICS §6.5.
 * @param samples those that every configuration answered.
 */
export function paretoUncertainty(
  samples: readonly ParetoSample[],
  directions: readonly ParetoDirection[],
  settings: IntervalSettings,
): ParetoUncertainty {
  const configurations = samples[0]?.values.length ?? 0;
  if (configurations < 2) return { reason: 'a frontier needs at least 2 configurations with common samples' };
  const sums = toClusterSums(samples.map(({ clusterId, values }) => ({ clusterId, sums: [1, ...values.flat()] })));
  const tooFew = withEnoughClusters(sums.clusters)?.reason ?? null;
  if (tooFew !== null) return { reason: tooFew };
  const wins = Array.from({ length: configurations }, () => new Float64Array(configurations));
  const undominated = new Float64Array(configurations);
  for (let resample = 0; resample < settings.resamples; resample += 1) {
    countDominance(drawPoints(sums, directions.length, settings), directions, wins, undominated);
  }
  const toShares = (counts: Float64Array): readonly number[] =>
    Array.from(counts, (count) => count / settings.resamples);
  return {
    reason: null,
    onFrontier: toShares(undominated),
    dominates: wins.map(toShares),
    n: samples.length,
    clusters: sums.clusters,
  };
}

/** Means of one resample, `[configuration][axis]`. */
function drawPoints(sums: ClusterSums, axes: number, settings: IntervalSettings): readonly (readonly number[])[] {
  const drawn = Uint32Array.from({ length: sums.clusters }, () => settings.drawIndex(sums.clusters));
  const totals = new Float64Array(sums.columns.length);
  addDrawnSums(sums, drawn, totals);
  const [count = 1, ...flat] = totals;
  return Array.from({ length: flat.length / axes }, (_, configuration) =>
    flat.slice(configuration * axes, (configuration + 1) * axes).map((total) => total / count),
  );
}

function countDominance(
  points: readonly (readonly number[])[],
  directions: readonly ParetoDirection[],
  wins: readonly Float64Array[],
  undominated: Float64Array,
): void {
  for (const [q, loser] of points.entries()) {
    let isDominated = false;
    for (const [p, winner] of points.entries()) {
      const row = wins[p];
      if (row === undefined || !dominates(winner, loser, directions)) continue;
      row[q] = (row[q] ?? 0) + 1;
      isDominated = true;
    }
    if (!isDominated) undominated[q] = (undominated[q] ?? 0) + 1;
  }
}
