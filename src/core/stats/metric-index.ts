import { axesMetrics, identityMetrics } from './metric-index/axes.ts';
import { calibrationMetrics } from './metric-index/calibration.ts';
import { capabilityMetrics } from './metric-index/capability.ts';
import { consistencyMetrics } from './metric-index/consistency.ts';
import { likelihoodMetrics } from './metric-index/likelihood.ts';
import { costMetrics } from './metric-index/cost.ts';
import type { MetricDefinition } from './metric-index/metric-definition.ts';
import { notComputedMetrics } from './metric-index/not-computed.ts';
import { outputGuardMetrics } from './metric-index/output-guard.ts';
import { rankingMetrics } from './metric-index/ranking.ts';
import { replicationMetrics } from './metric-index/replication.ts';
import { robustnessPairsMetrics } from './metric-index/robustness-pairs.ts';
import { robustnessSpreadMetrics } from './metric-index/robustness-spread.ts';
import { severityMetrics } from './metric-index/severity.ts';

/** Every metric that the harness computes, in the order of METRICS. */
export const computedMetrics: readonly MetricDefinition[] = [
  ...outputGuardMetrics,
  ...capabilityMetrics,
  ...likelihoodMetrics,
  ...consistencyMetrics,
  ...robustnessPairsMetrics,
  ...robustnessSpreadMetrics,
  ...axesMetrics,
  ...calibrationMetrics,
  ...rankingMetrics,
  ...severityMetrics,
  ...costMetrics,
  ...replicationMetrics,
  ...identityMetrics,
];

const definitionById = new Map([...computedMetrics, ...notComputedMetrics].map((entry) => [entry.id, entry]));

/** Definition of a metric by its id, also of one that METRICS names and the harness does not compute; null for an unknown id. */
export function findMetric(id: string): MetricDefinition | null {
  return definitionById.get(id) ?? null;
}
