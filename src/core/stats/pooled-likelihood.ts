import { bootstrapStatistic } from './bootstrap-statistic.ts';
import { addDrawnSums, toClusterSums, toTotalSums, type ClusterSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { undefinedResult, type MetricResult } from './metric-result.ts';
import type { ScoredText } from './text-likelihood.ts';

/** A scored text of a task. */
export interface SampleText extends ScoredText {
  readonly sampleId: string;
  readonly clusterId: string;
}

/** What Σ −ln p is divided by, and whether the quotient is given as exp of it or in bits. */
export type LikelihoodMetric = 'token_perplexity' | 'word_perplexity' | 'byte_perplexity' | 'bits_per_byte';

/** Column of a text's sums: nats, tokens, words, bytes. */
const DIVISOR: Readonly<Record<LikelihoodMetric, number>> = {
  token_perplexity: 1,
  word_perplexity: 2,
  byte_perplexity: 3,
  bits_per_byte: 3,
};

/**
 * One likelihood measure of texts together, as `textLikelihood` defines it, with the percentile interval of the cluster bootstrap
 * (CI-BS): the quotient of sums is made again for each resample. Null for no texts.
 * Source: `loglikelihood_rolling` of lm-evaluation-harness; METRICS §0.4.
 */
export function pooledLikelihood(
  texts: readonly SampleText[],
  metric: LikelihoodMetric,
  settings: IntervalSettings,
): MetricResult {
  if (texts.length === 0) return undefinedResult('no text was scored');
  const sums = toClusterSums(texts.map((text) => ({ clusterId: text.clusterId, sums: toSums(text) })));
  const value = toMeasure(metric, toTotalSums(sums));
  return {
    value,
    ...toInterval(sums, (totals) => toMeasure(metric, totals), settings),
    n: texts.length,
    clusters: sums.clusters,
  };
}

/** The same text as it stands and as it was changed, or as two models read it. */
export interface TextPair {
  readonly first: SampleText;
  readonly second: SampleText;
}

/**
 * `bits_per_byte_diff`: bits per byte of the second texts together minus that of the first, each over its own bytes. Positive = the second
 * are harder to foretell. CI-BS over clusters of pairs, so that what both share cancels. Null for no pairs.
 */
export function bitsPerByteDiff(pairs: readonly TextPair[], settings: IntervalSettings): MetricResult {
  if (pairs.length === 0) return undefinedResult('no text was scored both ways');
  const sums = toClusterSums(
    pairs.map(({ first, second }) => ({ clusterId: first.clusterId, sums: [...toSums(first), ...toSums(second)] })),
  );
  const toDifference = (totals: Float64Array): number =>
    toMeasure('bits_per_byte', totals.subarray(4)) - toMeasure('bits_per_byte', totals);
  const value = toDifference(toTotalSums(sums));
  return { value, ...toInterval(sums, toDifference, settings), n: pairs.length, clusters: sums.clusters };
}

function toSums({ logLikelihood, tokens, words, bytes }: ScoredText): readonly number[] {
  return [-logLikelihood, tokens, words, bytes];
}

function toMeasure(metric: LikelihoodMetric, totals: Float64Array): number {
  const nats = (totals[0] ?? 0) / (totals[DIVISOR[metric]] ?? 1);
  return metric === 'bits_per_byte' ? nats / Math.LN2 : Math.exp(nats);
}

function toInterval(
  sums: ClusterSums,
  toValue: (totals: Float64Array) => number,
  settings: IntervalSettings,
): Pick<MetricResult, 'interval' | 'reason'> {
  const totals = new Float64Array(sums.columns.length);
  return bootstrapStatistic(
    sums.clusters,
    (drawn) => {
      addDrawnSums(sums, drawn, totals);
      return toValue(totals);
    },
    settings,
  );
}
