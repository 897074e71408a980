import type { IntervalResult } from '../metric-result.ts';
import { wilsonInterval } from '../wilson-interval.ts';

/** Pairs that are accepted at a coverage: ⌈c·n⌉, where 1e-9 keeps products such as .07·100 from being rounded up by their last bit. */
function toAccepted(n: number, coverage: number): number {
  return Math.ceil(coverage * n - 1e-9);
}

/**
 * `sel_acc@c`: success rate among the ⌈c·n⌉ most confident pairs, ties at the border by their expected value; in [0, 1], higher is better.
 * Null when c·n < 1. Source: METRICS §4.8.
 * @param errors of `toExpectedErrors`.  @param coverage c in (0, 1].
 */
export function selectiveAccuracy(errors: Float64Array, coverage: number): number | null {
  if (coverage * errors.length < 1) return null;
  const accepted = toAccepted(errors.length, coverage);
  return 1 - (errors[accepted - 1] ?? 0) / accepted;
}

/** Wilson interval of `selectiveAccuracy`; for independent pairs only. An expected number of successes need not be whole. */
export function selectiveAccuracyInterval(errors: Float64Array, coverage: number, level: number): IntervalResult {
  const accepted = toAccepted(errors.length, coverage);
  return wilsonInterval(accepted - (errors[accepted - 1] ?? 0), accepted, level);
}

/**
 * `cov_at_risk`: the largest share m/n of most confident pairs whose expected error rate E_m/m is at most `risk`, 0 when there is none; in
 * [0, 1], higher is better. Null without pairs. Chosen after seeing the outcomes, so optimistic: `coverageGuaranteed` is the bound.
 * Source: METRICS §4.8.
 * @param errors of `toExpectedErrors`.
 */
export function coverageAtRisk(errors: Float64Array, risk: number): number | null {
  if (errors.length === 0) return null;
  let accepted = errors.length;
  while (accepted > 0 && (errors[accepted - 1] ?? 0) / accepted > risk + 1e-12) accepted -= 1;
  return accepted / errors.length;
}
