import type { ConfidenceTable } from './confidence-table.ts';

/**
 * `brier`: mean squared difference of confidence and success, in [0, 1], lower is better; a proper score. Null without pairs.
 * Source: Brier 1950; METRICS §4.1. Oracle: tests/oracles/predictability.
 */
export function brier({ confidence, count, successes, n }: ConfidenceTable): number | null {
  if (n === 0) return null;
  let sum = 0;
  for (let row = 0; row < confidence.length; row += 1) {
    const f = confidence[row] ?? 0;
    const right = successes[row] ?? 0;
    sum += right * (1 - f) * (1 - f) + ((count[row] ?? 0) - right) * f * f;
  }
  return sum / n;
}

/**
 * `bss`: Brier skill score against always predicting the success rate ȳ, 1 − BS/(ȳ(1−ȳ)); in (−∞, 1], higher is better, 0 = no better
 * than the rate. Null when all pairs have the same outcome. Source: METRICS §4.1.
 */
export function brierSkillScore(table: ConfidenceTable): number | null {
  const { n, successCount } = table;
  const score = brier(table);
  if (score === null || successCount === 0 || successCount === n) return null;
  const rate = successCount / n;
  return 1 - score / (rate * (1 - rate));
}
