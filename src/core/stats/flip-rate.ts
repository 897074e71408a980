import type { ComparedOn } from './agreement-pairwise.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import { isOneByOne, toPairValues } from './pair-values.ts';
import type { PairedSample } from './paired-sample.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Share of cross pairs (a trial of `a`, a trial of `b`) that differ, in [0, 1]. An unparsable answer differs from everything. */
export function flipShare(a: SampleOutcomes, b: SampleOutcomes, of: ComparedOn): number {
  return 1 - toEqualPairs(a, b, of) / (a.trials * b.trials);
}

/** Whole numbers, so their sum is exact without compensation. */
function toEqualPairs(a: SampleOutcomes, b: SampleOutcomes, of: ComparedOn): number {
  if (of === 'outcome') return a.successes * b.successes + (a.trials - a.successes) * (b.trials - b.successes);
  let equalPairs = 0;
  for (const [answer, count] of a.countByAnswer) equalPairs += count * (b.countByAnswer.get(answer) ?? 0);
  return equalPairs;
}

/**
 * `flip_rate`: share of cross pairs of a baseline and a perturbed trial of the same sample that differ in outcome or answer, averaged over
 * the sample's conditions, then over samples; in [0, 1], lower is better. With one trial each it is the share of samples that flip.
 * It holds the flips that asking again would also give: `excess_flip` takes those away. Null without paired samples.
 * CI-W with one trial each, one condition and no cluster of two samples, else CI-T.
 * Source: METRICS §3.5 (INV tests of CheckList, Ribeiro et al. 2020, arXiv:2005.04118), cross pairs as in DESIGN §8.
 */
export function flipRate(pairs: readonly PairedSample[], of: ComparedOn, settings: IntervalSettings): MetricResult {
  return toRateResult(pairs, (baseline, perturbed) => flipShare(baseline, perturbed, of), settings);
}

/** Mean over samples of a rate over cross pairs, with the interval that `flip_rate` has. */
export function toRateResult(
  pairs: readonly PairedSample[],
  toRate: (baseline: SampleOutcomes, perturbed: SampleOutcomes) => number,
  settings: IntervalSettings,
): MetricResult {
  const values = toPairValues(pairs, toRate);
  const emptyReason = 'no sample has completed trials both unperturbed and perturbed';
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  if (result.n === 0 || result.clusters !== result.n || !isOneByOne(pairs)) return result;
  const flipped = values.filter(({ value }) => value === 1).length;
  return { ...result, ...wilsonInterval(flipped, result.n, settings.level) };
}
