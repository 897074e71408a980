import type { IntervalSettings } from '../interval-settings.ts';
import { meanResult } from '../mean-result.ts';
import { undefinedResult, withoutInterval, type MetricResult } from '../metric-result.ts';
import { neumaierSum } from '../neumaier-sum.ts';

/** What a sample scored, and what it takes to guess it. */
export interface GuessableSample {
  readonly sampleId: string;
  readonly clusterId: string;
  /** Mean score of its trials, in [0, 1]. */
  readonly meanScore: number;
  /** Options to choose from; null where the answer is free. */
  readonly optionCount: number | null;
  /** Answers that count as right, in the scorer's form. */
  readonly targets: readonly string[];
}

/** Expected score of each sample for a model that knows nothing of it: see `chanceLevel`. */
function toChances(samples: readonly GuessableSample[]): ReadonlyMap<string, number> {
  const free = samples.filter(({ optionCount }) => optionCount === null);
  const countByTarget = new Map<string, number>();
  for (const target of free.flatMap(({ targets }) => [...new Set(targets)]))
    countByTarget.set(target, (countByTarget.get(target) ?? 0) + 1);
  const [majority] = [...countByTarget].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(
    samples.map(({ sampleId, optionCount, targets }) => [
      sampleId,
      optionCount === null ? (majority !== undefined && targets.includes(majority[0]) ? 1 : 0) : 1 / optionCount,
    ]),
  );
}

/**
 * `chance_level`: accuracy of guessing, in [0, 1]: 1 / options where a sample has options, and over the samples without any that of always
 * giving the one answer that is right most often. Known from the task, so without interval. Null without samples. Source: ours.
 */
export function chanceLevel(samples: readonly GuessableSample[]): MetricResult {
  if (samples.length === 0) return undefinedResult('no completed trials');
  const value = neumaierSum([...toChances(samples).values()]) / samples.length;
  const clusters = new Set(samples.map(({ clusterId }) => clusterId)).size;
  return { value, ...withoutInterval('it is known from the task'), n: samples.length, clusters };
}

/**
 * `above_chance`: accuracy minus `chance_level`, sample by sample; in [−1, 1], higher is better. CI-T, or CI-CP where all samples agree:
 * a lower limit at or below 0 means that the accuracy could be had by guessing. Null without samples. Source: ours.
 */
export function aboveChance(samples: readonly GuessableSample[], settings: IntervalSettings): MetricResult {
  const chances = toChances(samples);
  const values = samples.map(({ sampleId, clusterId, meanScore }) => ({
    sampleId,
    clusterId,
    value: meanScore - (chances.get(sampleId) ?? 0),
  }));
  const options = { range: [-1, 1], emptyReason: 'no completed trials', interval: 't' } as const;
  return meanResult(values, options, settings);
}
