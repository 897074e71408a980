import { toRateResult } from './flip-rate.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import type { PairedSample } from './paired-sample.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';

/** Share of cross pairs with a successful trial of `baseline` and a failed one of `perturbed`, in [0, 1]. */
export function negativeFlipShare(baseline: SampleOutcomes, perturbed: SampleOutcomes): number {
  return (baseline.successes / baseline.trials) * (1 - perturbed.successes / perturbed.trials);
}

/**
 * `negative_flip_rate`: share of cross pairs of a baseline and a perturbed trial of the same sample that go from success to failure,
 * averaged over the sample's conditions, then over samples; in [0, 1], lower is better. Also above 0 without any effect of the
 * perturbation where a sample sometimes fails anyway. Null without paired samples. Interval as `flip_rate`.
 * Source: Yan et al. 2021, "Positive-Congruent Training", arXiv:2011.09161 (negative flips); METRICS §3.5.
 */
export function negativeFlipRate(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  return toRateResult(pairs, negativeFlipShare, settings);
}
