import { bonettPriceInterval, bonettPricePValue } from './bonett-price-interval.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { undefinedResult } from './metric-result.ts';
import type { SampleOutcomes } from './sample-outcomes.ts';
import { testedMeanResult, type TestedResult } from './tested-mean-result.ts';

/** One sample as two systems answered it. */
export interface SamplePair {
  readonly first: SampleOutcomes;
  readonly second: SampleOutcomes;
}

/** Pairs samples by id, in the order of the first list; samples that one side lacks are left out. */
export function toSamplePairs(
  first: readonly SampleOutcomes[],
  second: readonly SampleOutcomes[],
): readonly SamplePair[] {
  const secondById = new Map(second.map((outcomes) => [outcomes.sampleId, outcomes]));
  return first.flatMap((outcomes) => {
    const other = secondById.get(outcomes.sampleId);
    return other === undefined ? [] : [{ first: outcomes, second: other }];
  });
}

/** True when each side of each pair is one trial scored 0 or 1. */
export function isSingleBinary(pairs: readonly SamplePair[]): boolean {
  return pairs.every(({ first, second }) =>
    [first, second].every(({ trials, meanScore }) => trials === 1 && (meanScore === 0 || meanScore === 1)),
  );
}

/**
 * `paired_diff`: mean over samples of the first system's mean score minus the second's, on the same samples; in [−1, 1], positive = the
 * first is better. Much narrower than the difference of two separate accuracies when both find the same samples hard.
 * Null with fewer than two samples. CI-T over the differences of samples; CI-BP when each side is one trial scored 0 or 1 and no
 * cluster holds two samples. The test of 0 is that interval's. Source: Miller 2024, arXiv:2411.00640, §4; METRICS §1.4.
 */
export function pairedDiff(pairs: readonly SamplePair[], settings: IntervalSettings): TestedResult {
  const emptyReason = 'fewer than 2 samples have completed trials of both';
  if (pairs.length < 2) return { ...undefinedResult(emptyReason), pValue: null };
  const values = pairs.map(({ first, second }) => ({
    sampleId: first.sampleId,
    clusterId: first.clusterId,
    value: first.meanScore - second.meanScore,
  }));
  const result = testedMeanResult(values, { range: [-1, 1], emptyReason, interval: 't' }, settings);
  if (result.clusters !== result.n || !isSingleBinary(pairs)) return result;
  const firstOnly = values.filter(({ value }) => value > 0).length;
  const secondOnly = values.filter(({ value }) => value < 0).length;
  const counts = { firstOnly, secondOnly, n: result.n };
  return { ...result, ...bonettPriceInterval(counts, settings.level), pValue: bonettPricePValue(counts) };
}
