import { chooseRatio } from './choose-ratio.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import type { PairedSample } from './paired-sample.ts';

/** A sample's chance to pass J+1 prompts in a row, unperturbed and with one prompt per condition. */
interface WorstCase {
  /** C(c_i0, J_i+1) / C(K_i0, J_i+1), in [0, 1]. */
  readonly base: number;
  /** Π over the original and its J_i perturbed prompts of the share of trials that pass, in [0, 1]. */
  readonly perturbed: number;
}

/**
 * `worst_case_gap_adj`: W_base − W_pert, the accuracy lost in the worst case over J perturbations beyond what J+1 draws of the same prompt
 * lose by chance; in [−1, 1], lower is better.
 *
 * J is taken per sample: J_i counts the conditions that change the sample's prompt, and W_base draws J_i + 1 baseline trials, so both
 * halves have the same number of chances to fail and noops neither drop a sample nor favour it. A sample that misses a condition
 * because its trials failed is left out. When the run has fewer baseline epochs than the largest J_i + 1 the result is null for all,
 * because the samples with few conditions would not stand for the others. CI-BS.
 * Source: METRICS §3.4b as corrected by DESIGN §8.
 * @param baselineEpochs K₀ asked for.
 */
export function worstCaseGapAdj(
  pairs: readonly PairedSample[],
  baselineEpochs: number,
  settings: IntervalSettings,
): MetricResult {
  const maxConditions = toMaxConditions(pairs);
  if (baselineEpochs < maxConditions + 1) {
    return undefinedResult(
      `the worst case over ${maxConditions} perturbations needs at least ${maxConditions + 1} baseline epochs; the run has ${baselineEpochs}`,
    );
  }
  const values = pairs.flatMap((pair) => {
    const worstCase = toWorstCase(pair);
    if (worstCase === null) return [];
    const { sampleId, clusterId } = pair.baseline;
    return [{ sampleId, clusterId, value: worstCase.base - worstCase.perturbed }];
  });
  const emptyReason = 'no sample has completed trials under every perturbation that changes it';
  return meanResult(values, { range: [-1, 1], emptyReason, interval: 'bootstrap' }, settings);
}

/** Largest number of conditions that any of the samples has, J; 0 without samples. */
export function toMaxConditions(pairs: readonly PairedSample[]): number {
  return pairs.reduce((most, pair) => Math.max(most, pair.conditionCount), 0);
}

/** Both halves for one sample; null when a condition or baseline trials are missing. */
export function toWorstCase(pair: PairedSample): WorstCase | null {
  const { baseline, conditionCount } = pair;
  const base = chooseRatio(baseline.successes, baseline.trials, conditionCount + 1);
  const perturbed = toPerturbedWorst(pair);
  return base === null || perturbed === null ? null : { base, perturbed };
}

/** Chance that one trial of each prompt succeeds, in [0, 1]; null when a condition has no completed trial. */
export function toPerturbedWorst({ baseline, perturbed, conditionCount }: PairedSample): number | null {
  if (perturbed.length !== conditionCount) return null;
  const shares = [baseline, ...perturbed].map(({ successes, trials }) => successes / trials);
  return shares.reduce((product, share) => product * share, 1);
}
