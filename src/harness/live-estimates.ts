import { accuracy } from '#core/stats/accuracy.ts';
import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import type { MetricResult } from '#core/stats/metric-result.ts';
import type { Observation } from '#core/stats/observation.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { createRng } from '#core/rng/rng.ts';
import type { LiveEstimate } from './run-state.ts';

/** Resamples of a running interval: enough for a picture, the report uses the configured number. */
const LIVE_RESAMPLES = 200;

/** Accuracy, pass^k and agreement over the trials that have landed; k is the most epochs that a sample has. */
export function toLiveEstimates(observations: readonly Observation[], level: number): readonly LiveEstimate[] {
  if (observations.length === 0) return [];
  const samples = toSampleOutcomes(observations);
  const k = Math.max(...samples.map((sample) => sample.trials));
  const rng = createRng('live');
  const settings = { level, resamples: LIVE_RESAMPLES, drawIndex: (size: number) => rng.int(0, size - 1) };
  const toLive = (metric: LiveEstimate['metric'], label: string, result: MetricResult): LiveEstimate => {
    const { value, reason, interval, n } = result;
    return { metric, label, value, reason, interval, n };
  };
  return [
    toLive('accuracy', 'Accuracy', accuracy(samples, settings)),
    toLive('pass_hat_k', `pass^${k}`, passHatK(samples, k, settings)),
    toLive('agreement_pairwise', 'Agreement of outcomes', agreementPairwise(samples, 'outcome', settings)),
  ];
}
