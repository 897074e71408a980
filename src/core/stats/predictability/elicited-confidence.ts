import { toOptionSum, type OptionScore } from '../../model/option-score.ts';
import { pTrue } from './option-softmax.ts';

/** Confidences are kept as multiples of this, as log-probabilities are, so that every machine writes the same digits. */
const STEPS = 1e6;

/**
 * `p_true` of METRICS §4.9 in [0, 1] from the forced verdicts, the true one first; a verdict of several tokens counts by the sum of their
 * log-probabilities. Null unless there are two.
 */
export function toPTrueValue(options: readonly Pick<OptionScore, 'logprobs'>[]): number | null {
  const [right, wrong] = options;
  if (right === undefined || wrong === undefined) return null;
  return Math.round(pTrue(toOptionSum(right), toOptionSum(wrong)) * STEPS) / STEPS;
}
