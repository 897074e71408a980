import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { SampleTexts } from './sample-texts.ts';

/**
 * `exact_match_rate`: share of pairs of trials of a sample with the same output text, without any normalisation, mean over samples; in
 * [0, 1], higher is better. All pairs count. Samples with fewer than two completed trials are left out; null when all are. CI-T.
 * Source: METRICS §2.12.
 */
export function exactMatchRate(samples: readonly SampleTexts[], settings: IntervalSettings): MetricResult {
  const values = samples
    .filter(({ texts }) => texts.length >= 2)
    .map(({ sampleId, clusterId, texts }) => {
      const countByText = new Map<string, number>();
      for (const text of texts) countByText.set(text, (countByText.get(text) ?? 0) + 1);
      const equalPairs = [...countByText.values()].reduce((pairs, count) => pairs + count * (count - 1), 0);
      return { sampleId, clusterId, value: equalPairs / (texts.length * (texts.length - 1)) };
    });
  const emptyReason = 'no sample has 2 completed trials';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
