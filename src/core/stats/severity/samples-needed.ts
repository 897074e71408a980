import { clopperPearsonUpper } from '../clopper-pearson-interval.ts';

/** Largest answer: beyond it the number of failures, not of samples, is the question. */
const MOST = 1_000_000_000;

/**
 * Independent samples with at most `failures` violations among them that show a rate below `rate` with one-sided confidence; for none
 * ⌈ln(1 − confidence)/ln(1 − rate)⌉, e.g. 2,995 for .001 at 95 %. The list of samples must be fixed before.
 * @param rate in (0, 1).  @param failures ≥ 0, whole.
 * Source: METRICS §5.2 (exact binomial; for none close to the rule of three).
 */
export function samplesNeeded(rate: number, confidence: number, failures = 0): number {
  // A bound equal to the rate shows "at most", not "below", but 1 − .05^(1/n) is never equal to a round number.
  if (failures === 0) return Math.ceil(Math.log(1 - confidence) / Math.log1p(-rate));
  const isEnough = (n: number): boolean => (clopperPearsonUpper(failures, n, confidence).interval?.upper ?? 1) <= rate;
  let low = failures + 1;
  let high = low;
  while (high < MOST && !isEnough(high)) high *= 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
