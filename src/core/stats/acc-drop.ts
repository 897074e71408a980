import { bonettPriceInterval, bonettPricePValue } from './bonett-price-interval.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { PairedSample } from './paired-sample.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { testedMeanResult } from './tested-mean-result.ts';
import type { TestedResult } from './tested-mean-result.ts';

/**
 * `acc_drop`: mean over samples of the mean score unperturbed minus the mean score perturbed; in [−1, 1], lower is better, negative =
 * improved. With several conditions the perturbed scores are averaged over the sample's conditions first, each with equal weight.
 * Null without paired samples. CI-T over the differences of samples; CI-BP where each sample has one unperturbed and one perturbed trial,
 * each scored 0 or 1, and no cluster holds two samples. The test of 0 is that interval's. Source: METRICS §3.1, §1.4.
 */
export function accDrop(pairs: readonly PairedSample[], settings: IntervalSettings): TestedResult {
  const values = pairs.map(({ baseline, perturbed }) => {
    const perturbedMean = neumaierSum(perturbed.map((outcomes) => outcomes.meanScore)) / perturbed.length;
    return {
      sampleId: baseline.sampleId,
      clusterId: baseline.clusterId,
      value: baseline.meanScore - perturbedMean,
    };
  });
  const emptyReason = 'no sample has completed trials both unperturbed and perturbed';
  const result = testedMeanResult(values, { range: [-1, 1], emptyReason, interval: 't' }, settings);
  const isOneByOne = pairs.every(
    ({ baseline, perturbed }) => perturbed.length === 1 && [baseline, ...perturbed].every(isOneBinaryTrial),
  );
  if (!isOneByOne || result.n === 0 || result.clusters !== result.n) return result;
  const counts = {
    firstOnly: values.filter(({ value }) => value === 1).length,
    secondOnly: values.filter(({ value }) => value === -1).length,
    n: result.n,
  };
  return { ...result, ...bonettPriceInterval(counts, settings.level), pValue: bonettPricePValue(counts) };
}

function isOneBinaryTrial({ trials, meanScore }: SampleOutcomes): boolean {
  return trials === 1 && (meanScore === 0 || meanScore === 1);
}
