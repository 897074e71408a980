import type { IntervalSettings } from '../stats/interval-settings.ts';
import { meanResult } from '../stats/mean-result.ts';
import type { MetricResult } from '../stats/metric-result.ts';
import { neumaierSum } from '../stats/neumaier-sum.ts';
import { sampleTrialValues } from './sample-trial-values.ts';
import type { TimedTrial } from './timed-trial.ts';

/** Which tokens are counted: of the prompt with its template, or of the output with its stop token. */
export type TokensOf = 'prompt' | 'output';

/** `tokens`: tokens per trial, mean over the trials of a sample, then over samples. CI-T. Source: METRICS §6.1. */
export function meanTokens(trials: readonly TimedTrial[], of: TokensOf, settings: IntervalSettings): MetricResult {
  const values = sampleTrialValues(
    trials,
    (trial) => (of === 'prompt' ? trial.promptTokens : trial.outputTokens),
    (counts) => neumaierSum(counts) / counts.length,
  );
  return meanResult(values, { range: null, emptyReason: 'no timed trials', interval: 't' }, settings);
}
