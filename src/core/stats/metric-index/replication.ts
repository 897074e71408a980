import type { MetricDefinition } from './metric-definition.ts';

/** Replication: do two runs of one configuration agree? METRICS §8. */
export const replicationMetrics: readonly MetricDefinition[] = [
  {
    id: 'replication_verdict',
    section: '8',
    direction: 'none',
    range: 'BIT_EXACT, ANSWER_EXACT, EQUIVALENT, INCONCLUSIVE, DIFFERENT',
    nullIf: 'the configurations differ',
    assumes: 'margin declared beforehand',
    interval: 'permutation tests and a 90 % interval',
    definition: 'The highest level of agreement that two runs of one configuration reach.',
    source: 'METRICS §8',
    notFor: 'with a margin chosen after seeing the results',
  },
];
