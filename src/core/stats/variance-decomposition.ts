import { toClusterSums, toTotalSums, type SampleSums } from './cluster-sums.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult, withoutInterval } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { sumsResult } from './sums-result.ts';

/** Where the variance of an accuracy comes from. */
export interface VarianceDecomposition {
  /** σ²_within: variance of the score of one sample's trials, mean over samples, ≥ 0. */
  readonly within: MetricResult;
  /** Var(x): variance between the true means of samples, ≥ 0; a negative estimate is given as 0, says so in `reason` and has no interval. */
  readonly between: MetricResult;
  /** Share of the squared standard error of accuracy that more trials per sample would take away, in [0, 1]. */
  readonly removableShare: MetricResult;
}

/** Var(s̄_i), mean σ²_i/K_i. */
interface Parts {
  readonly ofMeans: number;
  readonly expectedNoise: number;
}

const EMPTY_REASON = 'fewer than 2 samples have 2 completed trials';

/**
 * `variance_decomposition`: splits the variance of the samples' mean scores, Var(s̄_i), into the noise of few trials, mean_i σ²_i/K_i, and
 * the variance between samples, Var(x) = Var(s̄_i) − noise. More trials remove the first only, more samples both:
 * Var(accuracy) = (Var(x) + σ²/K)/n for independent samples. σ²_i has K_i − 1 in the denominator, which for scores of 0 and 1 is
 * p̂(1 − p̂)K/(K − 1). Samples with fewer than two completed trials are left out; null when fewer than two are left.
 * CI-T for `within`, CI-BS for the others. Source: Miller 2024, arXiv:2411.00640, §3; METRICS §1.3.
 */
export function varianceDecomposition(
  samples: readonly SampleOutcomes[],
  settings: IntervalSettings,
): VarianceDecomposition {
  const repeated = samples.flatMap(({ sampleId, clusterId, trials, meanScore, scoreVariance }) =>
    scoreVariance === null ? [] : [{ sampleId, clusterId, trials, meanScore, value: scoreVariance }],
  );
  if (repeated.length < 2) {
    const nothing = undefinedResult(EMPTY_REASON);
    return { within: nothing, between: nothing, removableShare: nothing };
  }
  // Around a fixed point, so that the difference of squares keeps its digits.
  const centre = repeated[0]?.meanScore ?? 0;
  const rows = repeated.map(({ clusterId, trials, meanScore, value }) => ({
    clusterId,
    sums: [1, meanScore - centre, (meanScore - centre) ** 2, value / trials],
  }));
  // The largest variance of K scores in [0, 1]: half of them 0, half 1.
  const fewestTrials = repeated.reduce((fewest, { trials }) => Math.min(fewest, trials), Infinity);
  const range = [0, fewestTrials / (4 * (fewestTrials - 1))] as const;
  return {
    within: meanResult(repeated, { range, emptyReason: EMPTY_REASON, interval: 't' }, settings),
    between: toBetween(rows, settings),
    removableShare: toRemovableShare(rows, settings),
  };
}

function toBetween(rows: readonly SampleSums[], settings: IntervalSettings): MetricResult {
  const { ofMeans, expectedNoise } = toParts(toTotalSums(toClusterSums(rows)));
  const result = sumsResult(
    rows,
    {
      toValue: (sums) => {
        const parts = toParts(sums);
        return Math.max(0, parts.ofMeans - parts.expectedNoise);
      },
      emptyReason: EMPTY_REASON,
      undefinedReason: EMPTY_REASON,
    },
    settings,
  );
  if (ofMeans >= expectedNoise) return result;
  return { ...result, ...withoutInterval('the estimate is negative and given as 0: the samples hardly differ') };
}

function toRemovableShare(rows: readonly SampleSums[], settings: IntervalSettings): MetricResult {
  return sumsResult(
    rows,
    {
      toValue: (sums) => {
        const { ofMeans, expectedNoise } = toParts(sums);
        const between = Math.max(0, ofMeans - expectedNoise);
        return between + expectedNoise < 1e-12 ? null : expectedNoise / (between + expectedNoise);
      },
      emptyReason: EMPTY_REASON,
      undefinedReason: 'every trial has the same score',
    },
    settings,
  );
}

function toParts(sums: Float64Array): Parts {
  const [samples = 0, sum = 0, squares = 0, noise = 0] = sums;
  return { ofMeans: (squares - (sum * sum) / samples) / (samples - 1), expectedNoise: noise / samples };
}
