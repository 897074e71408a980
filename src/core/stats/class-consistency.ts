import { bootstrapStatistic } from './bootstrap-statistic.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import type { LabelledSample } from './prompt-sensitivity.ts';
import { toMeanAnswers } from './prompt-sensitivity.ts';

/** A sample's share of one label, with the index of its cluster. */
interface Share {
  readonly cluster: number;
  readonly share: number;
}

/** Samples of one class: their shares of each label, ascending. */
type ClassShares = readonly (readonly Share[])[];

/**
 * `class_consistency`: how alike samples of the same class are answered: mean of 1 − TVD(p̄_i, p̄_i') over pairs of samples with the same
 * target; in [0, 1], higher is better. p̄ as in `prompt_sensitivity`. Null when no two samples share a target, or when samples offer
 * different answers, because distributions over different labels cannot be compared.
 *
 * CI-BS over clusters; a sample drawn twice is not paired with itself. Cost: samples × labels, by sorting, not pairs.
 * Source: Errica et al. 2025, arXiv:2406.12334; METRICS §3.9.
 */
export function classConsistency(samples: readonly LabelledSample[], settings: IntervalSettings): MetricResult {
  const labelSets = new Set(samples.map(({ classes }) => JSON.stringify(classes.toSorted())));
  if (labelSets.size > 1)
    return undefinedResult('samples offer different answers, so their answers cannot be compared');
  const answered = toAnswered(samples);
  const classes = [...Map.groupBy(answered, ({ target }) => target).values()].map(toClassShares);
  const clusterCount = new Set(answered.map(({ cluster }) => cluster)).size;
  const value = toMeanSimilarity(classes, null);
  if (value === null) return undefinedResult('no two samples have the same target');
  return { value, ...toInterval(classes, clusterCount, settings), n: answered.length, clusters: clusterCount };
}

interface AnsweredSample {
  readonly target: string;
  readonly cluster: number;
  readonly shares: readonly number[];
}

function toAnswered(samples: readonly LabelledSample[]): readonly AnsweredSample[] {
  const kept = samples
    .toSorted((a, b) => (a.sampleId < b.sampleId ? -1 : 1))
    .flatMap((sample) => {
      const shares = toMeanAnswers({ ...sample, classes: sample.classes.toSorted() });
      return shares === null ? [] : [{ ...sample, shares }];
    });
  const clusterIds = [...new Set(kept.map(({ clusterId }) => clusterId))].toSorted();
  const clusterById = new Map(clusterIds.map((clusterId, index) => [clusterId, index]));
  return kept.map(({ target, clusterId, shares }) => ({ target, shares, cluster: clusterById.get(clusterId) ?? 0 }));
}

function toClassShares(members: readonly AnsweredSample[]): ClassShares {
  const labels = members[0]?.shares ?? [];
  return labels.map((_, label) =>
    members
      .map(({ cluster, shares }) => ({ cluster, share: shares[label] ?? 0 }))
      .toSorted((a, b) => a.share - b.share),
  );
}

/**
 * Mean over pairs with weights: Σ w_i·w_j·|x_i − x_j| by one pass over ascending x.
 * @param weights how often each cluster was drawn; null = once each.
 */
function toMeanSimilarity(classes: readonly ClassShares[], weights: Float64Array | null): number | null {
  let pairs = 0;
  let distance = 0;
  for (const labels of classes) {
    for (const [label, shares] of labels.entries()) {
      let weight = 0;
      let weighted = 0;
      for (const { cluster, share } of shares) {
        const own = weights === null ? 1 : (weights[cluster] ?? 0);
        distance += own * (share * weight - weighted);
        if (label === 0) pairs += own * weight;
        weight += own;
        weighted += own * share;
      }
    }
  }
  return pairs === 0 ? null : 1 - distance / 2 / pairs;
}

function toInterval(classes: readonly ClassShares[], clusters: number, settings: IntervalSettings): IntervalResult {
  const weights = new Float64Array(clusters);
  const resample = (drawn: Uint32Array): number | null => {
    weights.fill(0);
    for (const index of drawn) weights[index] = (weights[index] ?? 0) + 1;
    return toMeanSimilarity(classes, weights);
  };
  return bootstrapStatistic(clusters, resample, settings);
}
