import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { PairedSample } from './paired-sample.ts';

/**
 * `acc_drop`: mean over samples of the mean score unperturbed minus the mean score perturbed; in [−1, 1], lower is better, negative =
 * improved. With several conditions the perturbed scores are averaged over the sample's conditions first, each with equal weight.
 * Null without paired samples. CI-T over the differences of samples. Source: METRICS §3.1, §1.4.
 */
export function accDrop(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  const values = pairs.map(({ baseline, perturbed }) => {
    const perturbedMean = neumaierSum(perturbed.map((outcomes) => outcomes.meanScore)) / perturbed.length;
    return {
      sampleId: baseline.sampleId,
      clusterId: baseline.clusterId,
      value: baseline.meanScore - perturbedMean,
    };
  });
  const emptyReason = 'no sample has completed trials both unperturbed and perturbed';
  return meanResult(values, { range: [-1, 1], emptyReason, interval: 't' }, settings);
}
