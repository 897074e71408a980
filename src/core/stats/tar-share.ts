import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Whether all trials of one sample gave the same. */
export interface SampleAgreement {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Completed trials. */
  readonly trials: number;
  readonly isAgreed: boolean;
}

/**
 * Share of samples whose N trials all agree. Samples without exactly N completed trials are left out; null when all are.
 * CI-W, or CI-T where clusters hold several samples.
 * @param n trials N, ≥ 2.
 */
export function tarShare(samples: readonly SampleAgreement[], n: number, settings: IntervalSettings): MetricResult {
  const values = samples
    .filter(({ trials }) => trials === n && n >= 2)
    .map(({ sampleId, clusterId, isAgreed }) => ({ sampleId, clusterId, value: isAgreed ? 1 : 0 }));
  const emptyReason = n < 2 ? 'agreement needs at least 2 trials' : `no sample has exactly ${n} completed trials`;
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  if (result.n === 0 || result.clusters !== result.n) return result;
  const agreed = values.filter(({ value }) => value === 1).length;
  return { ...result, ...wilsonInterval(agreed, result.n, settings.level) };
}
