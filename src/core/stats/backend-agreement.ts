import type { ForcedPosition } from '../model/forced.ts';
import type { IntervalSettings } from './interval-settings.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import { sumsResult } from './sums-result.ts';

/** What another graph or backend says at places of a sample's reference output, given the same tokens before. */
export interface ForcedSample {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly positions: readonly Pick<ForcedPosition, 'top' | 'replicaTop' | 'kl'>[];
}

const NO_POSITION = 'no output of the original was forced through the other session';

/**
 * `top1_agreement`: share of positions at which reference and other find the same token likeliest, over all positions of all samples; in
 * [0, 1], higher is better. Positions count equally, so long outputs weigh more. Null without positions. CI-BS over clusters.
 * The same accuracy can hide many changed answers: `epoch_flip_rate` between the two comes first.
 * Source: METRICS §3.12; Dutta et al. 2024, "Accuracy is Not All You Need", arXiv:2407.09141.
 */
export function top1Agreement(samples: readonly ForcedSample[], settings: IntervalSettings): MetricResult {
  const rows = samples.map(({ clusterId, positions }) => {
    const agreed = positions.filter(({ top, replicaTop }) => top === replicaTop);
    return { clusterId, sums: [agreed.length, positions.length] };
  });
  return sumsResult(rows, { toValue: toRatio, emptyReason: NO_POSITION, undefinedReason: NO_POSITION }, settings);
}

/**
 * `mean_kl`: mean over all positions of KL(reference ‖ other), nats; ≥ 0, lower is better. Null without positions, or where the other side
 * gives a token no chance that the reference gives one. CI-BS over clusters. Source: METRICS §3.12.
 */
export function meanKl(samples: readonly ForcedSample[], settings: IntervalSettings): MetricResult {
  const rows = samples.map(({ clusterId, positions }) => {
    const total = positions.reduce((sum, { kl }) => sum + (kl ?? Number.POSITIVE_INFINITY), 0);
    return { clusterId, sums: [total, positions.length] };
  });
  if (rows.some(({ sums }) => sums[0] === Number.POSITIVE_INFINITY)) {
    return undefinedResult('one side gives a token no chance that the other gives one, so the divergence is infinite');
  }
  return sumsResult(rows, { toValue: toRatio, emptyReason: NO_POSITION, undefinedReason: NO_POSITION }, settings);
}

function toRatio([part = 0, whole = 0]: Float64Array): number | null {
  return whole > 0 ? part / whole : null;
}
