import type { RatioPart } from './fieller-interval.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { logRatioInterval } from './log-ratio-interval.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { PairedSample } from './paired-sample.ts';
import { toPairValues } from './pair-values.ts';

/** Accuracy below which a ratio to it is not defined (METRICS §3.3). */
const LEAST_BASE = 1e-8;

/**
 * `robustness_ratio`: accuracy under perturbation over accuracy unperturbed, on the same samples, conditions averaged within a sample
 * first; in [0, ∞), higher is better, 1 = unchanged. Null when the unperturbed accuracy is below 1e-8. CI-R by cluster.
 * Unstable at low accuracy, and a model at chance stays at chance and shows 1: no ranking by this number alone.
 * Source: METRICS §3.3.
 */
export function robustnessRatio(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  if (pairs.length === 0) return undefinedResult('no sample has completed trials both unperturbed and perturbed');
  const parts = toClusterParts(pairs);
  const base = neumaierSum(parts.map((part) => part.denominator));
  if (base / pairs.length < LEAST_BASE) {
    return undefinedResult('the unperturbed accuracy is 0, so there is nothing to compare with');
  }
  const value = neumaierSum(parts.map((part) => part.numerator)) / base;
  return { value, ...logRatioInterval(parts, settings.level), n: pairs.length, clusters: parts.length };
}

/**
 * `hal_robustness_ratio`: `robustness_ratio` cut to at most 1, with its limits, as HAL exports it (Rabanser et al. 2026,
 * arXiv:2602.16666, Defs 3.4 and 3.5); in [0, 1]. For comparison with HAL only: gains under perturbation do not show.
 */
export function halRobustnessRatio(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  return toMapped(robustnessRatio(pairs, settings), (ratio) => Math.min(1, ratio));
}

/**
 * `pdr`, performance drop rate: 1 − `robustness_ratio`; in (−∞, 1], lower is better, negative = improved. Interval from CI-R.
 * Source: PromptBench, Zhu et al. 2023, arXiv:2306.04528; METRICS §3.2.
 */
export function pdr(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  const { interval, ...result } = toMapped(robustnessRatio(pairs, settings), (ratio) => 1 - ratio);
  if (interval === null) return { ...result, interval };
  return { ...result, interval: { ...interval, lower: interval.upper, upper: interval.lower } };
}

function toMapped(result: MetricResult, map: (ratio: number) => number): MetricResult {
  const toBound = (bound: number | null): number | null => (bound === null ? null : map(bound));
  const { value, interval } = result;
  const mapped = interval && { ...interval, lower: toBound(interval.lower), upper: toBound(interval.upper) };
  return { ...result, value: value === null ? null : map(value), interval: mapped };
}

function toClusterParts(pairs: readonly PairedSample[]): readonly RatioPart[] {
  const perturbed = toPairValues(pairs, (_, outcomes) => outcomes.meanScore);
  const rows = pairs.map(({ baseline }, index) => ({ baseline, perturbed: perturbed[index]?.value ?? 0 }));
  const byCluster = Map.groupBy(rows, ({ baseline }) => baseline.clusterId);
  return [...byCluster]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => ({
      numerator: neumaierSum(members.map((member) => member.perturbed)),
      denominator: neumaierSum(members.map((member) => member.baseline.meanScore)),
    }));
}
