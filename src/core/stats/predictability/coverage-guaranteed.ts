import { clopperPearsonUpper } from '../clopper-pearson-interval.ts';
import type { IntervalSettings } from '../interval-settings.ts';
import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { indexPairs, type ConfidencePair, type ConfidenceTable } from './confidence-table.ts';
import { drawOnePerCluster } from './draw-one-per-cluster.ts';

/** Target of a guarantee. */
export interface RiskTarget {
  /** Error rate r among the accepted that must not be passed. */
  readonly risk: number;
  /** Chance δ that it is passed nevertheless. */
  readonly delta: number;
}

/**
 * `cov_guaranteed`: share of pairs accepted at a confidence threshold for which the true error rate among the accepted is at most r with
 * confidence 1 − δ; in [0, 1], higher is better, 0 when no threshold can be guaranteed. Null without pairs. The value is a bound itself
 * and has no interval. The bound is for independent pairs, so each cluster gives one, drawn by `settings.drawIndex`.
 * Source: Geifman & El-Yaniv 2017, arXiv:1705.08500, algorithm 2 (SGR); METRICS §4.8.
 */
export function coverageGuaranteed(
  pairs: readonly ConfidencePair[],
  target: RiskTarget,
  settings: IntervalSettings,
): MetricResult {
  if (pairs.length === 0) return undefinedResult('no trial has a confidence');
  const { table, samples, clusters } = indexPairs(drawOnePerCluster(pairs, settings.drawIndex));
  const value = searchCoverage(table, target);
  const reason =
    value === 0
      ? `no threshold bounds the error rate by ${target.risk} with ${clusters} independent samples`
      : 'the value is a bound itself';
  return { value, reason, interval: null, n: samples, clusters };
}

/**
 * Halving search over thresholds; each of its ⌈log₂ n⌉ looks spends δ/⌈log₂ n⌉, so that all of them hold together and the best one that was
 * looked at may be kept. A threshold accepts whole ties.
 */
export function searchCoverage(table: ConfidenceTable, { risk, delta }: RiskTarget): number {
  const { n } = table;
  const looks = Math.max(1, Math.ceil(Math.log2(n)));
  const accepted = toRunningSums(table.count);
  const succeeded = toRunningSums(table.successes);
  let best = 0;
  let low = 0;
  let high = table.confidence.length - 1;
  for (let look = 0; look < looks && low <= high; look += 1) {
    const middle = Math.ceil((low + high) / 2);
    const size = accepted[middle] ?? 0;
    const errors = size - (succeeded[middle] ?? 0);
    const bound = clopperPearsonUpper(errors, size, 1 - delta / looks).interval?.upper ?? 1;
    if (bound <= risk) {
      best = Math.max(best, size / n);
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return best;
}

function toRunningSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
