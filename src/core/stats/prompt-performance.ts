import { bandResult, toMeansByCount, withCount } from './bootstrap-band.ts';
import type { BandMetric } from './bootstrap-band.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import { quantileType7 } from './quantile-type7.ts';
import type { SampleColumns } from './score-matrix.ts';

/** Prompts below which there is nothing to compare. */
const MIN_PROMPTS = 2;

/**
 * `max_p`: accuracy under the best of J prompts; in [0, 1], higher is better. Biased up like `format_spread`, and reached only by whoever
 * knows the best prompt beforehand. CI-BSN. Null with fewer than two prompts or no sample under all of them.
 * Source: Mizrahi et al. 2024, "State of What Art?", arXiv:2401.00595, §4; METRICS §3.7.
 * @param matrix mean scores, one column per prompt, the original among them (`toScoreMatrix`).
 */
export function maxP(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  return promptResult(matrix, { toValue: (means) => Math.max(...means), toNorm: toLargest, range: [0, 1] }, settings);
}

/** `avg_p`: mean accuracy over J prompts; in [0, 1], higher is better. CI-T. Null, and source, as `maxP`. */
export function avgP(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  const values = hasPrompts(matrix, MIN_PROMPTS)
    ? matrix.map(({ sampleId, clusterId, columns }) => ({ sampleId, clusterId, value: toMean(columns) }))
    : [];
  const emptyReason = toPromptReason(matrix, MIN_PROMPTS);
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}

/** `saturation`: 1 − (max_p − avg_p), in [0, 1], higher is better: how little there is to gain by choosing a prompt. CI-BSN. As `maxP`. */
export function saturation(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  return promptResult(matrix, { toValue: toSaturation, toNorm: toLargestFromMean, range: [0, 1] }, settings);
}

/** `cps`, combined performance score: saturation · max_p; in [0, 1], higher is better. CI-BSN. As `maxP`. */
export function cps(matrix: readonly SampleColumns[], settings: IntervalSettings): MetricResult {
  const metric = {
    toValue: (means: readonly number[]) => toSaturation(means) * Math.max(...means),
    // Both factors are at most 1, so their product moves at most as much as both together.
    toNorm: (difference: readonly number[]) => toLargestFromMean(difference) + toLargest(difference),
    range: [0, 1],
  } as const;
  return promptResult(matrix, metric, settings);
}

/**
 * `perf_quantile`: q-quantile (type 7) of accuracy over J prompts: what all but a share q of prompts reach; in [0, 1], higher is better.
 * CI-BSN over samples; the prompts are taken as they are. Null with fewer than 1/q prompts.
 * Source: Maia Polo et al. 2024, PromptEval, arXiv:2405.17202; METRICS §3.8.
 * @param q in (0, 1), e.g. .05 or .5.
 */
export function perfQuantile(matrix: readonly SampleColumns[], q: number, settings: IntervalSettings): MetricResult {
  const metric = {
    toValue: (means: readonly number[]) =>
      quantileType7(
        means.toSorted((a, b) => a - b),
        q,
      ),
    toNorm: toLargest,
    range: [0, 1],
  } as const;
  return promptResult(matrix, metric, settings, Math.max(MIN_PROMPTS, Math.ceil(1 / q - 1e-9)));
}

function promptResult(
  matrix: readonly SampleColumns[],
  metric: Omit<BandMetric, 'toVector'>,
  settings: IntervalSettings,
  least: number = MIN_PROMPTS,
): MetricResult {
  const samples = hasPrompts(matrix, least) ? withCount(matrix) : [];
  return bandResult(samples, { ...metric, toVector: toMeansByCount }, toPromptReason(matrix, least), settings);
}

function hasPrompts(matrix: readonly SampleColumns[], least: number): boolean {
  return (matrix[0]?.columns.length ?? 0) >= least;
}

function toPromptReason(matrix: readonly SampleColumns[], least: number): string {
  if (matrix.length === 0) return 'no sample has completed trials under every prompt';
  return `this needs at least ${least} prompts; there are ${matrix[0]?.columns.length ?? 0}`;
}

function toSaturation(means: readonly number[]): number {
  return 1 - (Math.max(...means) - toMean(means));
}

function toMean(values: readonly number[]): number {
  return neumaierSum(values) / values.length;
}

function toLargest(difference: readonly number[]): number {
  return Math.max(...difference.map(Math.abs));
}

function toLargestFromMean(difference: readonly number[]): number {
  const mean = toMean(difference);
  return toLargest(difference.map((entry) => entry - mean));
}
