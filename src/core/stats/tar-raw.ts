import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleTexts } from './sample-texts.ts';
import { tarShare } from './tar-share.ts';

/**
 * `tar_raw@N`: share of samples whose N trials all give the same output text, code unit by code unit without any normalisation; in
 * [0, 1], higher is better, falls with N. Null and interval: `tarShare`. Source: Atil et al. 2024, "LLM Stability" (TARr@N); METRICS §2.4.
 * @param n trials N, ≥ 2.
 */
export function tarRaw(samples: readonly SampleTexts[], n: number, settings: IntervalSettings): MetricResult {
  const agreements = samples.map(({ sampleId, clusterId, texts }) => {
    return { sampleId, clusterId, trials: texts.length, isAgreed: new Set(texts).size === 1 };
  });
  return tarShare(agreements, n, settings);
}
