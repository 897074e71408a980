import { bootstrapRatioInterval } from '../bootstrap-ratio-interval.ts';
import type { IntervalSettings } from '../interval-settings.ts';
import type { MetricResult } from '../metric-result.ts';
import type { ClusterTotal } from '../sample-value.ts';
import { wilsonInterval } from '../wilson-interval.ts';

/** One trial: whether the model abstained by the structured token, and whether the trial succeeded nevertheless. */
export interface AbstentionTrial {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly abstained: boolean;
  readonly success: 0 | 1;
}

/**
 * `abstention_*`, each in [0, 1] or null when its denominator is 0; an abstention is right when the trial fails.
 * `rate`: abstentions over trials. `precision`: right ones over abstentions. `recall`: right ones over failures. `selective_accuracy`:
 * successes over trials that went on. `calibration`: right decisions, either way, over trials.
 */
export type AbstentionMeasure = 'rate' | 'precision' | 'recall' | 'selective_accuracy' | 'calibration';

/** Whether a trial is in the denominator, and whether it then counts. */
interface Membership {
  readonly isIn: (trial: AbstentionTrial) => boolean;
  readonly counts: (trial: AbstentionTrial) => boolean;
}

const membership: Readonly<Record<AbstentionMeasure, Membership>> = {
  rate: { isIn: () => true, counts: ({ abstained }) => abstained },
  precision: { isIn: ({ abstained }) => abstained, counts: ({ success }) => success === 0 },
  recall: { isIn: ({ success }) => success === 0, counts: ({ abstained }) => abstained },
  selective_accuracy: { isIn: ({ abstained }) => !abstained, counts: ({ success }) => success === 1 },
  calibration: { isIn: () => true, counts: ({ abstained, success }) => abstained === (success === 0) },
};

const emptyReason: Readonly<Record<AbstentionMeasure, string>> = {
  rate: 'no completed trials',
  precision: 'the model never abstained',
  recall: 'no trial failed',
  selective_accuracy: 'the model always abstained',
  calibration: 'no completed trials',
};

/**
 * One of the `abstention_*` measures over trials. CI-W when every cluster has one trial in the denominator, else CI-BS over clusters of the
 * ratio. Source: METRICS §4.10 (definitions of HAL; no reading of free text for phrases of doubt).
 */
export function abstention(
  trials: readonly AbstentionTrial[],
  measure: AbstentionMeasure,
  settings: IntervalSettings,
): MetricResult {
  const { isIn, counts } = membership[measure];
  const members = trials.filter((trial) => isIn(trial));
  const clusters = toRatios(trials, isIn, counts);
  const shared = {
    n: new Set(members.map((trial) => trial.sampleId)).size,
    clusters: clusters.filter(({ count }) => count > 0).length,
  };
  if (members.length === 0) return { value: null, reason: emptyReason[measure], interval: null, ...shared };
  const counted = members.filter((trial) => counts(trial)).length;
  const interval = clusters.every(({ count }) => count <= 1)
    ? wilsonInterval(counted, members.length, settings.level)
    : bootstrapRatioInterval(clusters, settings);
  return { value: counted / members.length, ...interval, ...shared };
}

function toRatios(
  trials: readonly AbstentionTrial[],
  isIn: (trial: AbstentionTrial) => boolean,
  counts: (trial: AbstentionTrial) => boolean,
): readonly ClusterTotal[] {
  return [...Map.groupBy(trials, (trial) => trial.clusterId).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([clusterId, cluster]) => {
      const members = cluster.filter((trial) => isIn(trial));
      return { clusterId, sum: members.filter((trial) => counts(trial)).length, count: members.length };
    });
}
