import { fQuantile } from './distributions.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { toTwoSided, undefinedResult, withoutInterval } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { sumsResult } from './sums-result.ts';

/** One-way analysis of variance of success with samples as groups. */
export interface OutcomeAnova {
  /** Mean squares between and within samples. */
  readonly between: number;
  readonly within: number;
  /** Trials per sample; with unequal numbers K₀ = (N − ΣK²/N)/(n − 1). */
  readonly trials: number;
  readonly betweenDegrees: number;
  readonly withinDegrees: number;
}

/** The table from [samples, ΣK, ΣK², Σx, Σx²/K] with x successes in K trials; null with fewer than 2 samples or no repetition. */
export function toOutcomeAnova(sums: ArrayLike<number>): OutcomeAnova | null {
  const [samples = 0, trials = 0, trialSquares = 0, successes = 0, groupSquares = 0] = Array.from(sums);
  const betweenDegrees = samples - 1;
  const withinDegrees = trials - samples;
  if (betweenDegrees < 1 || withinDegrees < 1) return null;
  return {
    between: (groupSquares - (successes * successes) / trials) / betweenDegrees,
    within: (successes - groupSquares) / withinDegrees,
    trials: (trials - trialSquares / trials) / betweenDegrees,
    betweenDegrees,
    withinDegrees,
  };
}

/**
 * `icc1`: intraclass correlation ICC(1) of success, (MSB − MSW)/(MSB + (K − 1)MSW): the share of the variance of outcomes that lies
 * between samples. In [−1/(K − 1), 1]; neither direction is better: near 1, failures fall on the same samples and history predicts
 * them; near 0, they fall anywhere. Samples with fewer than two completed trials are left out. Null when fewer than two are left or
 * when no outcome varies. Interval F, from normal theory and rough for yes/no outcomes; CI-BS where a cluster holds several samples.
 * Source: Shrout & Fleiss 1979, ICC(1,1) and its interval; METRICS §2.10.
 */
export function icc1(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const repeated = samples.filter(({ trials }) => trials >= 2);
  const rows = repeated.map(({ clusterId, trials, successes }) => ({
    clusterId,
    sums: [1, trials, trials ** 2, successes, successes ** 2 / trials],
  }));
  const clusters = new Set(rows.map(({ clusterId }) => clusterId)).size;
  if (clusters === rows.length) return independentIcc(rows, settings.level);
  return sumsResult(rows, { toValue: toIcc, emptyReason: EMPTY_REASON, undefinedReason: UNDEFINED_REASON }, settings);
}

const EMPTY_REASON = 'fewer than 2 samples have 2 completed trials';
const UNDEFINED_REASON = 'no outcome varies';

function independentIcc(rows: readonly { readonly sums: readonly number[] }[], level: number): MetricResult {
  if (rows.length < 2) return undefinedResult(EMPTY_REASON);
  const sums = [0, 1, 2, 3, 4].map((index) => neumaierSum(rows.map((row) => row.sums[index] ?? 0)));
  const value = toIcc(sums);
  const size = { n: rows.length, clusters: rows.length };
  if (value === null) return { ...undefinedResult(UNDEFINED_REASON), ...size };
  return { value, ...fInterval(toOutcomeAnova(sums), level), ...size };
}

function toIcc(sums: ArrayLike<number>): number | null {
  const anova = toOutcomeAnova(sums);
  if (anova === null) return null;
  const { between, within, trials } = anova;
  // Rounding leaves about 1e-16 where all outcomes are equal.
  return between < 1e-12 && within < 1e-12 ? null : (between - within) / (between + (trials - 1) * within);
}

function fInterval(anova: OutcomeAnova | null, level: number): IntervalResult {
  if (anova === null || anova.within < 1e-12 || anova.between < 1e-12) {
    return withoutInterval('outcomes vary only between samples or only within them, so the F interval is undefined');
  }
  const { between, within, trials, betweenDegrees, withinDegrees } = anova;
  const ratio = between / within;
  const p = (1 + level) / 2;
  const lower = ratio / fQuantile(p, betweenDegrees, withinDegrees);
  const upper = ratio * fQuantile(p, withinDegrees, betweenDegrees);
  return toTwoSided('F', level, (lower - 1) / (lower + trials - 1), (upper - 1) / (upper + trials - 1));
}
