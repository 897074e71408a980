import type { MetricDefinition } from './metric-definition.ts';

/** Axes of decoding and runtime: METRICS §10.6, compared as §3.12 and §8 say. */
export const axesMetrics: readonly MetricDefinition[] = [
  {
    id: 'epoch_flip_rate',
    section: '3.12',
    direction: 'down',
    range: '[0, 1]',
    nullIf: 'no epoch completed by both',
    assumes: 'both draw the same noise',
    interval: 'CI-W or CI-T',
    definition:
      'Share of trials whose outcome or answer changes with the runtime, each beside the trial that it repeats.',
    source: 'Dutta et al. 2024, arXiv:2407.09141',
    notFor: 'for settings that draw noise of their own; excess_flip takes chance flips away',
  },
];

/** Bit by bit: METRICS §8. */
export const identityMetrics: readonly MetricDefinition[] = [
  {
    id: 'identical_share',
    section: '8',
    direction: 'up',
    range: '[0, 1]',
    nullIf: 'no trial completed by both',
    assumes: 'both draw the same noise',
    interval: 'one-sided CI-CP',
    definition: 'Share of samples whose trials all come out the same under another setting of the runtime.',
    source: 'Clopper & Pearson 1934',
    notFor: 'for settings that draw noise of their own: their outputs differ by chance',
  },
  {
    id: 'divergence_index',
    section: '8',
    direction: 'none',
    range: '0, 1, 2, …',
    nullIf: 'no output differs',
    assumes: 'both draw the same noise',
    interval: 'none: descriptive',
    definition: 'Median place of the first token that differs, over the trials that differ.',
    source: 'METRICS §8',
    notFor: 'to infer from: it describes the outputs that differ and says nothing of how many',
  },
];
