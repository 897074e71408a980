import { coefficientOfVariation } from './coefficient-of-variation.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';

/** Confidences of one sample's completed trials. */
export interface SampleConfidences {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Each in [0, 1], one source; trials without a confidence are absent. */
  readonly confidences: readonly number[];
}

/**
 * `confidence_consistency` (C_conf): exp(−CV) of a sample's confidences over its trials, mean over samples; in (0, 1], higher is better.
 * The coefficient of variation of a bounded quantity rewards a high mean, so read it beside the mean confidence. Samples with
 * fewer than two confidences or a mean of 0 are left out; null when all are. CI-T. Source: Rabanser et al. 2026, arXiv:2602.16666; METRICS §2.14.
 */
export function confidenceConsistency(samples: readonly SampleConfidences[], settings: IntervalSettings): MetricResult {
  const values = samples.flatMap(({ sampleId, clusterId, confidences }) => {
    const variation = coefficientOfVariation(confidences);
    return variation === null ? [] : [{ sampleId, clusterId, value: Math.exp(-variation) }];
  });
  const emptyReason = 'no sample has 2 confidences with a mean above 0';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
