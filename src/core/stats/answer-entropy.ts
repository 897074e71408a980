import type { ValueRange } from './constant-interval.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** `plug-in` is H in nats, `normalised` H / ln K, `miller-madow` H + (answers − 1) / (2K) in nats. */
export type EntropyForm = 'plug-in' | 'normalised' | 'miller-madow';

/** Entropy of the canonical answers of one sample's trials, each unparsable one an answer of its own; null with fewer than two trials. */
export function entropyOfSample(
  { trials, countByAnswer, unparsable }: SampleOutcomes,
  form: EntropyForm,
): number | null {
  if (trials < 2) return null;
  const terms = [...countByAnswer.values()]
    .toSorted((a, b) => a - b)
    .map((count) => (count / trials) * Math.log(trials / count));
  const entropy = neumaierSum(terms) + (unparsable / trials) * Math.log(trials);
  if (form === 'normalised') return entropy / Math.log(trials);
  return form === 'plug-in' ? entropy : entropy + (countByAnswer.size + unparsable - 1) / (2 * trials);
}

/**
 * `answer_entropy`: entropy of the answers of a sample, mean over samples; lower is better, 0 = always the same answer. The plug-in form,
 * in [0, ln K], is biased downwards; Miller–Madow takes most of that back; the normalised form is in [0, 1].
 * Samples with fewer than two completed trials are left out; null when all are. CI-BS.
 * Source: METRICS §2.7 (discrete semantic entropy over answers as categories); Miller 1955 for the correction.
 */
export function answerEntropy(
  samples: readonly SampleOutcomes[],
  form: EntropyForm,
  settings: IntervalSettings,
): MetricResult {
  const values = samples.flatMap((sample) => {
    const value = entropyOfSample(sample, form);
    return value === null ? [] : [{ sampleId: sample.sampleId, clusterId: sample.clusterId, value }];
  });
  const mostTrials = samples.reduce((most, { trials }) => Math.max(most, trials), 2);
  const emptyReason = 'no sample has 2 completed trials';
  return meanResult(values, { range: toRange(form, mostTrials), emptyReason, interval: 'bootstrap' }, settings);
}

function toRange(form: EntropyForm, trials: number): ValueRange {
  if (form === 'normalised') return [0, 1];
  return [0, Math.log(trials) + (form === 'plug-in' ? 0 : (trials - 1) / (2 * trials))];
}
