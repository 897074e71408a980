import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { negativeFlipShare } from './negative-flip-rate.ts';
import { isOneByOne, toPairValues } from './pair-values.ts';
import type { PairedSample } from './paired-sample.ts';
import { sumsResult } from './sums-result.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * `attack_success_rate`: `negative_flip_rate` over the success rate of the unperturbed prompts: the share of what was right that the
 * perturbation turns wrong; in [0, 1], lower is better. Null when no unperturbed trial succeeded. `n` counts the samples with an
 * unperturbed success. CI-W over them with one trial each and one condition, else CI-BS.
 * Source: METRICS §3.5; attack success rate as in PromptBench, Zhu et al. 2023, arXiv:2306.04528.
 */
export function attackSuccessRate(pairs: readonly PairedSample[], settings: IntervalSettings): MetricResult {
  const attackable = pairs.filter(({ baseline }) => baseline.successes > 0);
  const lost = toPairValues(attackable, negativeFlipShare);
  const samples = attackable.map(({ baseline: { clusterId, successes, trials } }, index) => ({
    clusterId,
    sums: [lost[index]?.value ?? 0, successes / trials],
  }));
  const reason =
    pairs.length === 0
      ? 'no sample has completed trials both unperturbed and perturbed'
      : 'no unperturbed trial succeeded, so there is nothing to lose';
  const result = sumsResult(samples, { toValue: toRate, emptyReason: reason, undefinedReason: reason }, settings);
  if (result.n === 0 || result.clusters !== result.n || !isOneByOne(attackable)) return result;
  const flipped = lost.filter(({ value }) => value === 1).length;
  return { ...result, ...wilsonInterval(flipped, result.n, settings.level) };
}

function toRate([flips = 0, right = 0]: Float64Array): number | null {
  return right > 0 ? flips / right : null;
}
