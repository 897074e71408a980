import { toClusterSums, toTotalSums, type SampleSums } from './cluster-sums.ts';
import { fQuantile } from './distributions.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { toTwoSided, undefinedResult, withoutInterval } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { sumsResult } from './sums-result.ts';

/** Mean squares below this are 0; rounding leaves about 1e-16. */
const ROUNDING = 1e-12;

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

/** The table of samples with at least two completed trials; null with fewer than two of them. */
export function toOutcomeAnova(samples: readonly SampleOutcomes[]): OutcomeAnova | null {
  const rows = toRows(samples);
  return rows.length < 2 ? null : toAnova(toTotalSums(toClusterSums(rows)));
}

/**
 * `icc1`: intraclass correlation ICC(1) of success, (MSB − MSW)/(MSB + (K − 1)MSW): the share of the variance of outcomes that lies
 * between samples. In [−1/(K − 1), 1]; neither direction is better: near 1, failures fall on the same samples and history predicts
 * them; near 0, they fall anywhere. Samples with fewer than two completed trials are left out. Null when fewer than two are left or
 * when no outcome varies. CI-BS from 10 clusters on; below that none: the F interval of normal theory, which METRICS names, covers 81 to 88 %
 * for yes/no outcomes where it says 95 (docs/decisions/2026-11-30-intervals-that-hold.md).
 * Source: Shrout & Fleiss 1979, ICC(1,1); METRICS §2.10.
 */
export function icc1(samples: readonly SampleOutcomes[], settings: IntervalSettings): MetricResult {
  const rows = toRows(samples);
  if (rows.length < 2) return undefinedResult('fewer than 2 samples have 2 completed trials');
  const undefinedReason = 'no outcome varies';
  return sumsResult(rows, { toValue: toIcc, emptyReason: undefinedReason, undefinedReason }, settings);
}

/**
 * No report has it, `docs/statistics.md` measures why. Interval of ICC(1) from F = MSB/MSW under normal theory with independent samples: [(a − 1)/(a + K − 1), (b − 1)/(b + K − 1)] with
 * a = F/F⁻¹(MSB over MSW) and b = F·F⁻¹(MSW over MSB). None where one of the mean squares is 0.
 * Source: Shrout & Fleiss 1979; METRICS §2.10.
 */
export function iccFInterval(anova: OutcomeAnova, level: number): IntervalResult {
  const { between, within, trials, betweenDegrees, withinDegrees } = anova;
  if (within < ROUNDING || between < ROUNDING) {
    return withoutInterval('outcomes vary only between samples or only within them, so the F interval is undefined');
  }
  const ratio = between / within;
  const p = (1 + level) / 2;
  const lower = ratio / fQuantile(p, betweenDegrees, withinDegrees);
  const upper = ratio * fQuantile(p, withinDegrees, betweenDegrees);
  return toTwoSided('F', level, (lower - 1) / (lower + trials - 1), (upper - 1) / (upper + trials - 1));
}

/** [1, K, K², x, x²/K] of each sample with at least two trials, x successes in K. */
function toRows(samples: readonly SampleOutcomes[]): readonly SampleSums[] {
  return samples
    .filter(({ trials }) => trials >= 2)
    .map(({ clusterId, trials, successes }) => ({
      clusterId,
      sums: [1, trials, trials ** 2, successes, successes ** 2 / trials],
    }));
}

/** The table from [n, ΣK, ΣK², Σx, Σx²/K] over n ≥ 2 groups with x successes in K trials each, ΣK > n. */
export function toAnova(sums: ArrayLike<number> & Iterable<number>): OutcomeAnova {
  const [samples = 0, trials = 0, trialSquares = 0, successes = 0, groupSquares = 0] = sums;
  const betweenDegrees = samples - 1;
  const withinDegrees = trials - samples;
  return {
    between: (groupSquares - (successes * successes) / trials) / betweenDegrees,
    within: (successes - groupSquares) / withinDegrees,
    trials: (trials - trialSquares / trials) / betweenDegrees,
    betweenDegrees,
    withinDegrees,
  };
}

function toIcc(sums: Float64Array): number | null {
  const { between, within, trials } = toAnova(sums);
  if (between < ROUNDING && within < ROUNDING) return null;
  return (between - within) / (between + (trials - 1) * within);
}
