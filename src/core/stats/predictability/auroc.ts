import { normalQuantile } from '../distributions.ts';
import type { IntervalResult } from '../metric-result.ts';
import { toTwoSided, withoutInterval } from '../metric-result.ts';
import type { ConfidenceTable } from './confidence-table.ts';

/**
 * `auroc`: chance that a success is more confident than a failure, ties counting half; in [0, 1], higher is better, .5 = no ranking.
 * Null without successes or without failures. Source: Mann & Whitney 1947; METRICS §4.6.
 */
export function auroc({ count, successes, n, successCount }: ConfidenceTable): number | null {
  if (successCount === 0 || successCount === n) return null;
  let successesAbove = 0;
  let wins = 0;
  for (let row = 0; row < count.length; row += 1) {
    const here = successes[row] ?? 0;
    wins += ((count[row] ?? 0) - here) * (successesAbove + here / 2);
    successesAbove += here;
  }
  return wins / (successCount * (n - successCount));
}

/**
 * Standard error of `auroc` over independent pairs from the placement values of both classes, ties counting half. Null where it needs
 * two successes and two failures and does not have them.
 * Source: DeLong, DeLong & Clarke-Pearson 1988; fast form as in Sun & Xu 2014.
 */
export function delongStandardError(table: ConfidenceTable): number | null {
  const { count, successes, n, successCount } = table;
  const failures = n - successCount;
  const area = auroc(table);
  if (area === null || successCount < 2 || failures < 2) return null;
  let successesAbove = 0;
  let failuresAbove = 0;
  let successSquares = 0;
  let failureSquares = 0;
  for (let row = 0; row < count.length; row += 1) {
    const here = successes[row] ?? 0;
    const wrongHere = (count[row] ?? 0) - here;
    const successPlacement = (failures - failuresAbove - wrongHere / 2) / failures;
    const failurePlacement = (successesAbove + here / 2) / successCount;
    successSquares += here * (successPlacement - area) ** 2;
    failureSquares += wrongHere * (failurePlacement - area) ** 2;
    successesAbove += here;
    failuresAbove += wrongHere;
  }
  return Math.sqrt(successSquares / (successCount - 1) / successCount + failureSquares / (failures - 1) / failures);
}

/** DeLong's interval on the logit scale, inside (0, 1); for independent pairs only. */
export function delongLogitInterval(table: ConfidenceTable, level: number): IntervalResult {
  const area = auroc(table);
  const error = delongStandardError(table);
  if (area === null || error === null) return withoutInterval('an interval needs at least 2 successes and 2 failures');
  if (area === 0 || area === 1) {
    return withoutInterval('confidence separates successes from failures perfectly, so its spread is unknown');
  }
  if (error < 1e-12) return withoutInterval('every trial has the same confidence, so its spread is unknown');
  const halfWidth = (normalQuantile((1 + level) / 2) * error) / (area * (1 - area));
  const logit = Math.log(area / (1 - area));
  const toArea = (value: number): number => 1 / (1 + Math.exp(-value));
  return toTwoSided('logit-DeLong', level, toArea(logit - halfWidth), toArea(logit + halfWidth));
}
