import type { ComparedOn } from './agreement-pairwise.ts';
import { agreementOfSample } from './agreement-pairwise.ts';
import { flipShare } from './flip-rate.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { toPairValues } from './pair-values.ts';
import type { PairedSample } from './paired-sample.ts';
import { testedMeanResult } from './tested-mean-result.ts';
import type { TestedResult } from './tested-mean-result.ts';

/**
 * `excess_flip`: share of cross pairs of baseline and perturbed trials that differ, minus the share of pairs of baseline trials of the
 * same sample that differ; averaged over the sample's conditions, then over samples. In [−1, 1], lower is better; 0 = a
 * perturbed and a plain trial differ as often as two plain ones do; a perturbation that only makes answers noisier also gives more
 * than 0 (`excess_flip_symmetric@a` tells the two apart). Needs no labels when compared on answers.
 * Samples with fewer than two baseline trials are left out; null when all are. CI-BS, with its test of 0.
 * Source: METRICS §3.5b as corrected by DESIGN §8.
 */
export function excessFlip(pairs: readonly PairedSample[], of: ComparedOn, settings: IntervalSettings): TestedResult {
  const values = toPairValues(pairs, (baseline, perturbed) => {
    const agreement = agreementOfSample(baseline, of);
    return agreement === null ? null : flipShare(baseline, perturbed, of) - (1 - agreement);
  });
  const emptyReason =
    pairs.length === 0
      ? 'no sample has completed trials both unperturbed and perturbed'
      : 'the flip rate of asking again needs at least 2 baseline epochs';
  return testedMeanResult(values, { range: [-1, 1], emptyReason, interval: 'bootstrap' }, settings);
}
