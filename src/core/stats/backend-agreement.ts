import type { IntervalSettings } from './interval-settings.ts';
import type { TokenLogprob } from '../model/trial-output.ts';
import { klDivergence } from './distribution-distance.ts';
import type { MetricResult } from './metric-result.ts';
import { undefinedResult } from './metric-result.ts';
import { sumsResult } from './sums-result.ts';

/** A sample's reference output beside what another backend or quantisation says at the same positions, given the same tokens before. */
export interface ForcedSample {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly reference: readonly TokenLogprob[];
  /** Same length as `reference`. */
  readonly other: readonly TokenLogprob[];
}

/** The likeliest token of a position: the chosen one or the runner-up, ties to the lower id. */
export function toTopToken({ token, logprob, runnerUp, runnerUpLogprob }: TokenLogprob): number {
  if (logprob === runnerUpLogprob) return Math.min(token, runnerUp);
  return logprob > runnerUpLogprob ? token : runnerUp;
}

/**
 * `top1_agreement`: share of positions at which reference and other find the same token likeliest, over all positions of all samples; in
 * [0, 1], higher is better. Positions count equally, so long outputs weigh more. Null without positions. CI-BS over clusters.
 * The same accuracy can hide many changed answers: `flip_rate` between the two comes first.
 * Source: METRICS §3.12; Dutta et al. 2024, "Accuracy is Not All You Need", arXiv:2407.09141.
 */
export function top1Agreement(samples: readonly ForcedSample[], settings: IntervalSettings): MetricResult {
  const rows = samples.map(({ clusterId, reference, other }) => {
    const agreed = reference.filter((entry, index) => {
      const rival = other[index];
      return rival !== undefined && toTopToken(entry) === toTopToken(rival);
    });
    return { clusterId, sums: [agreed.length, reference.length] };
  });
  const reason = 'no position was decoded by both';
  return sumsResult(rows, { toValue: toRatio, emptyReason: reason, undefinedReason: reason }, settings);
}

/** A sample with the full next-token distributions of both sides, position by position. */
export interface DistributionSample {
  readonly sampleId: string;
  readonly clusterId: string;
  /** [reference, other] probabilities, shape [positions][2][vocabulary]. */
  readonly positions: readonly (readonly [reference: readonly number[], other: readonly number[]])[];
}

/**
 * `mean_kl`: mean over all positions of KL(reference ‖ other), nats; ≥ 0, lower is better. Null without positions, or where the other side
 * gives a token no chance that the reference gives one. CI-BS over clusters. Source: METRICS §3.12.
 */
export function meanKl(samples: readonly DistributionSample[], settings: IntervalSettings): MetricResult {
  const rows = samples.map(({ clusterId, positions }) => {
    const total = positions.reduce((sum, [reference, other]) => sum + klDivergence(reference, other), 0);
    return { clusterId, sums: [total, positions.length] };
  });
  const reason = 'no position has both distributions';
  if (rows.some(({ sums }) => sums[0] === Number.POSITIVE_INFINITY)) {
    return undefinedResult('one side gives a token no chance that the other gives one, so the divergence is infinite');
  }
  return sumsResult(rows, { toValue: toRatio, emptyReason: reason, undefinedReason: reason }, settings);
}

function toRatio([part = 0, whole = 0]: Float64Array): number | null {
  return whole > 0 ? part / whole : null;
}
