import type { IntervalSettings } from '../interval-settings.ts';
import { meanResult } from '../mean-result.ts';
import type { MetricResult } from '../metric-result.ts';
import { undefinedResult } from '../metric-result.ts';
import { toShuffled } from '../shuffle.ts';
import { crcThreshold, type RiskItem } from './crc-threshold.ts';
import { drawOnePerCluster, toSortedClusters } from './draw-one-per-cluster.ts';

/** One trial with its confidence and what accepting it would cost. */
export interface RiskTrial extends RiskItem {
  readonly sampleId: string;
  readonly clusterId: string;
  readonly epoch: number;
}

/** Threshold from one half of the clusters, and what it did on the other half. */
export interface RiskControl {
  /** λ̂; n counts the calibration items. */
  readonly threshold: MetricResult;
  /** Mean loss per trial on the other half, where what is not accepted costs nothing. */
  readonly risk: MetricResult;
  /** Share of trials on the other half that are accepted. */
  readonly coverage: MetricResult;
}

/**
 * `crc_threshold` with a seeded split: clusters are shuffled, the first half (rounded up) calibrates with one drawn trial each, the rest
 * reports. So both halves share no cluster and the calibration items are exchangeable. Null when no threshold is feasible.
 * Source: METRICS §4.11, §5.8.
 */
export function crcControl(trials: readonly RiskTrial[], alpha: number, settings: IntervalSettings): RiskControl {
  const { calibration, report } = splitByCluster(trials, settings.drawIndex);
  const items = drawOnePerCluster(calibration, settings.drawIndex);
  const threshold = crcThreshold(items, alpha);
  if (threshold === null) {
    const reason =
      items.length === 0
        ? 'no trial has a confidence'
        : `no threshold keeps the expected loss at ${alpha}: with ${items.length} calibration samples the bound is never below ${(1 / (items.length + 1)).toFixed(3)}, so nothing is accepted`;
    const nothing = undefinedResult(reason);
    return { threshold: nothing, risk: nothing, coverage: nothing };
  }
  const toMean = (toValue: (trial: RiskTrial) => number): MetricResult =>
    meanOverSamples(report, (trial) => (trial.confidence > threshold ? toValue(trial) : 0), settings);
  return {
    threshold: {
      value: threshold,
      reason: 'the value is a threshold, its guarantee is on average over calibration sets',
      interval: null,
      n: items.length,
      clusters: items.length,
    },
    risk: toMean(({ loss }) => loss),
    coverage: toMean(() => 1),
  };
}

function splitByCluster(
  trials: readonly RiskTrial[],
  drawIndex: IntervalSettings['drawIndex'],
): { readonly calibration: readonly RiskTrial[]; readonly report: readonly RiskTrial[] } {
  const shuffled = toShuffled(toSortedClusters(trials), drawIndex);
  const half = Math.ceil(shuffled.length / 2);
  return { calibration: shuffled.slice(0, half).flat(), report: shuffled.slice(half).flat() };
}

function meanOverSamples(
  trials: readonly RiskTrial[],
  toValue: (trial: RiskTrial) => number,
  settings: IntervalSettings,
): MetricResult {
  const values = toSortedClusters(trials).flatMap((cluster) =>
    [...Map.groupBy(cluster, (trial) => trial.sampleId).entries()].map(([sampleId, members]) => ({
      sampleId,
      clusterId: members[0]?.clusterId ?? sampleId,
      value: members.reduce((sum, trial) => sum + toValue(trial), 0) / members.length,
    })),
  );
  const emptyReason = 'no cluster is left to report on';
  return meanResult(values, { range: [0, 1], emptyReason, interval: 't' }, settings);
}
