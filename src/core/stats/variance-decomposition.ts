import { toClusterSums, toTotalSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult, withoutInterval } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { sumsResult } from './sums-result.ts';

/**
 * `within`: σ², variance of the score of one sample's trials, mean over samples. `between`: Var(x), variance between the true means of
 * samples. `removable-share`: share of the squared standard error of accuracy that more trials per sample would take away, in [0, 1].
 */
export type VariancePart = 'within' | 'between' | 'removable-share';

/** A sample with repeated trials; `value` is the variance of their scores. */
interface RepeatedSample {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly trials: number;
  readonly meanScore: number;
  readonly value: number;
}

/** Var(s̄_i), and what of it the noise of few trials is expected to make: mean_i σ²_i/K_i. */
interface VarianceOfMeans {
  readonly total: number;
  readonly noise: number;
}

const EMPTY_REASON = 'fewer than 2 samples have 2 completed trials';

/**
 * `variance_decomposition`: splits the variance of the samples' mean scores, Var(s̄_i), into the noise of few trials, mean_i σ²_i/K_i, and
 * the variance between samples, Var(x) = Var(s̄_i) − noise. More trials remove the first only, more samples both:
 * Var(accuracy) = (Var(x) + σ²/K)/n for independent samples. σ²_i has K_i − 1 in the denominator, which for scores of 0 and 1 is
 * p̂(1 − p̂)K/(K − 1). Descriptive, each part ≥ 0. A negative estimate of `between` is given as 0, says so in `reason` and has no interval.
 * Samples with fewer than two completed trials are left out; null when fewer than two are left, and the share where nothing varies.
 * CI-T for `within`, CI-BS for the others. Source: Miller 2024, arXiv:2411.00640, §3; METRICS §1.3.
 */
export function varianceDecomposition(
  samples: readonly SampleOutcomes[],
  part: VariancePart,
  settings: IntervalSettings,
): MetricResult {
  const repeated = samples.flatMap(({ sampleId, clusterId, trials, meanScore, scoreVariance }) =>
    scoreVariance === null ? [] : [{ sampleId, clusterId, trials, meanScore, value: scoreVariance }],
  );
  if (repeated.length < 2) return undefinedResult(EMPTY_REASON);
  return part === 'within' ? toWithin(repeated, settings) : toSplit(repeated, part, settings);
}

function toWithin(repeated: readonly RepeatedSample[], settings: IntervalSettings): MetricResult {
  // The largest variance of K scores in [0, 1]: half of them 0, half 1.
  const fewestTrials = repeated.reduce((fewest, { trials }) => Math.min(fewest, trials), Infinity);
  const range = [0, fewestTrials / (4 * (fewestTrials - 1))] as const;
  return meanResult(repeated, { range, emptyReason: EMPTY_REASON, interval: 't' }, settings);
}

function toSplit(
  repeated: readonly RepeatedSample[],
  part: 'between' | 'removable-share',
  settings: IntervalSettings,
): MetricResult {
  // Around a fixed point, so that the difference of squares keeps its digits.
  const centre = repeated[0]?.meanScore ?? 0;
  const rows = repeated.map(({ clusterId, trials, meanScore, value }) => ({
    clusterId,
    sums: [1, meanScore - centre, (meanScore - centre) ** 2, value / trials],
  }));
  const toValue = part === 'between' ? toBetween : toRemovableShare;
  const reasons = { emptyReason: EMPTY_REASON, undefinedReason: 'every trial has the same score' };
  const result = sumsResult(rows, { toValue, ...reasons }, settings);
  const { total, noise } = toVarianceOfMeans(toTotalSums(toClusterSums(rows)));
  if (part === 'removable-share' || total >= noise) return result;
  return { ...result, ...withoutInterval('the estimate is negative and given as 0: the samples hardly differ') };
}

function toBetween(sums: Float64Array): number {
  const { total, noise } = toVarianceOfMeans(sums);
  return Math.max(0, total - noise);
}

function toRemovableShare(sums: Float64Array): number | null {
  const { noise } = toVarianceOfMeans(sums);
  const whole = toBetween(sums) + noise;
  return whole < 1e-12 ? null : noise / whole;
}

function toVarianceOfMeans(sums: Float64Array): VarianceOfMeans {
  const [samples = 0, sum = 0, squares = 0, noise = 0] = sums;
  return { total: (squares - (sum * sum) / samples) / (samples - 1), noise: noise / samples };
}
