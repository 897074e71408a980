import type { ComparedOn } from './agreement-pairwise.ts';
import type { IntervalSettings } from './interval-settings.ts';
import { meanResult } from './mean-result.ts';
import type { MetricResult } from './metric-result.ts';
import type { Observation } from './observation.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** The original's trial beside the one that repeats it: same sample, same epoch, same noise. */
export interface ReplicaPair {
  readonly original: Observation;
  readonly replica: Observation;
}

/** Pairs observations of the original and of a replica by sample and epoch; those without a partner are left out. */
export function toReplicaPairs(
  originals: readonly Observation[],
  replicas: readonly Observation[],
): readonly ReplicaPair[] {
  const toKey = ({ sampleId, epoch }: Observation): string => `${epoch} ${sampleId}`;
  const originalByKey = new Map(originals.map((original) => [toKey(original), original]));
  return replicas.flatMap((replica) => {
    const original = originalByKey.get(toKey(replica));
    return original === undefined ? [] : [{ original, replica }];
  });
}

/**
 * `epoch_flip_rate`: share of a sample's epochs in which the outcome or answer of the replica is not the original's, mean over samples; in
 * [0, 1], lower is better. Both draw the same noise, so asking again adds no flips and none are taken away. Two unparsable answers are alike.
 * Null without pairs. CI-W with one epoch each and no cluster of two samples, else CI-T.
 * Source: METRICS §3.12 and §8; flips as in Dutta et al. 2024, "Accuracy is Not All You Need", arXiv:2407.09141.
 */
export function epochFlipRate(pairs: readonly ReplicaPair[], of: ComparedOn, settings: IntervalSettings): MetricResult {
  const bySample = Map.groupBy(pairs, ({ original }) => original.sampleId);
  const values = [...bySample]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, members]) => ({
      sampleId,
      clusterId: members[0]?.original.clusterId ?? sampleId,
      value: members.filter((pair) => isFlip(pair, of)).length / members.length,
    }));
  const emptyReason = 'no epoch was completed both by the original and by its replica';
  const result = meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
  if (result.n === 0 || result.clusters !== result.n || pairs.length !== result.n) return result;
  const flipped = values.filter(({ value }) => value === 1).length;
  return { ...result, ...wilsonInterval(flipped, result.n, settings.level) };
}

function isFlip({ original, replica }: ReplicaPair, of: ComparedOn): boolean {
  return of === 'outcome' ? original.success !== replica.success : original.answer !== replica.answer;
}
