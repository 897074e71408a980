import type { ComparedOn } from './agreement-pairwise.ts';
import { agreementOfSample } from './agreement-pairwise.ts';
import { flipShare } from './flip-rate.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { toPairValues } from './pair-values.ts';
import type { PairedSample } from './paired-sample.ts';
import { testedMeanResult } from './tested-mean-result.ts';
import type { TestedResult } from './tested-mean-result.ts';

/**
 * `excess_flip_symmetric@a`: share of cross pairs of baseline and perturbed trials that differ, minus the mean of the two self-flip
 * rates: flip_0j − ½(self_0 + self_j), averaged over a sample's conditions, then over samples. In [−½, 1], lower is better.
 *
 * It is unbiased for ½·Σ_c (P_0(c) − P_j(c))² over answers c: 0 when both prompts give the same distribution of answers and above 0
 * otherwise. `excess_flip` has self_0 alone, so it is also above 0 when a perturbation spreads the answers without moving them, which
 * says that the model got noisier and not that it reads the prompt differently; the difference of the two is ½(self_j − self_0), the
 * added noise. Being a squared distance, it is small for small shifts: read it beside `excess_flip` and not in its place.
 * An unparsable answer differs from everything, so unparsable shares move neither term apart.
 *
 * Samples with fewer than two baseline trials and conditions with fewer than two trials are left out; null when nothing is left. CI-T,
 * with its test of 0; what is estimated is never below 0, so a value at or below 0 speaks for 0 and has p = 1. Source: ours; an energy distance (Székely & Rizzo 2013) under the discrete metric, as a U-statistic.
 */
export function excessFlipSymmetric(
  pairs: readonly PairedSample[],
  of: ComparedOn,
  settings: IntervalSettings,
): TestedResult {
  const values = toPairValues(pairs, (baseline, perturbed) => {
    const base = agreementOfSample(baseline, of);
    const other = agreementOfSample(perturbed, of);
    if (base === null || other === null) return null;
    return flipShare(baseline, perturbed, of) - (1 - base + (1 - other)) / 2;
  });
  const emptyReason =
    pairs.length === 0
      ? 'no sample has completed trials both unperturbed and perturbed'
      : 'the flip rates of asking again need at least 2 epochs, unperturbed and perturbed';
  const result = testedMeanResult(values, { range: [-0.5, 1], emptyReason, interval: 't' }, settings);
  const isBelow = result.value !== null && result.value <= 0 && result.pValue !== null;
  return isBelow ? { ...result, pValue: 1 } : result;
}
