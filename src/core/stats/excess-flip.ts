import type { ComparedOn } from './agreement-pairwise.ts';
import { agreementOfSample } from './agreement-pairwise.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { PairedSample } from './paired-sample.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** Share of cross pairs (a trial of `a`, a trial of `b`) that differ, in [0, 1]. An unparsable answer differs from everything. */
export function flipShare(a: SampleOutcomes, b: SampleOutcomes, of: ComparedOn): number {
  const equalPairs =
    of === 'outcome'
      ? a.successes * b.successes + (a.trials - a.successes) * (b.trials - b.successes)
      : neumaierSum([...a.countByAnswer].map(([answer, count]) => count * (b.countByAnswer.get(answer) ?? 0)));
  return 1 - equalPairs / (a.trials * b.trials);
}

/**
 * `excess_flip`: share of cross pairs of baseline and perturbed trials that differ, minus the share of pairs of baseline trials of the
 * same sample that differ; averaged over the sample's conditions, then over samples. In [−1, 1], lower is better; 0 = a
 * perturbed and a plain trial differ as often as two plain ones do; a perturbation that only makes answers noisier also gives more
 * than 0. Needs no labels when compared on answers.
 * Samples with fewer than two baseline trials are left out; null when all are. CI-BS.
 * Source: METRICS §3.5b as corrected by DESIGN §8.
 */
export function excessFlip(pairs: readonly PairedSample[], of: ComparedOn, settings: IntervalSettings): MetricResult {
  const values = pairs.flatMap(({ baseline, perturbed }) => {
    const agreement = agreementOfSample(baseline, of);
    if (agreement === null) return [];
    const flips = neumaierSum(perturbed.map((outcomes) => flipShare(baseline, outcomes, of))) / perturbed.length;
    return [{ sampleId: baseline.sampleId, clusterId: baseline.clusterId, value: flips - (1 - agreement) }];
  });
  const emptyReason =
    pairs.length === 0
      ? 'no sample has completed trials both unperturbed and perturbed'
      : 'the flip rate of asking again needs at least 2 baseline epochs';
  return meanResult(values, { range: [-1, 1], emptyReason, interval: 'bootstrap' }, settings);
}
