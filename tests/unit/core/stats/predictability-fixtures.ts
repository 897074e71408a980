import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';

const SUCCESSES: readonly (0 | 1)[] = [1, 1, 1, 0, 1, 1, 0, 0, 1, 0];

/** METRICS §0.5 FIX-3: ten independent samples with one trial each. */
export const FIX3 = toPairs([0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.1], SUCCESSES);

/** FIX-3T: the same outcomes with three distinct confidences. */
export const FIX3T = toPairs([0.9, 0.9, 0.9, 0.7, 0.7, 0.7, 0.7, 0.4, 0.4, 0.4], SUCCESSES);

/** Pairs of samples t1 …, each its own cluster unless named; equal samples count their epochs. */
export function toPairs(
  confidences: readonly number[],
  successes: readonly (0 | 1)[],
  clusters: readonly string[] = [],
): readonly ConfidencePair[] {
  return confidences.map((confidence, index) => ({
    sampleId: `t${index + 1}`,
    clusterId: clusters[index] ?? `t${index + 1}`,
    epoch: 1,
    confidence,
    success: successes[index] ?? 0,
  }));
}
