import type { PerturbationStep } from '#core/model/perturbation-params.ts';

/** Operators under one name, in order. */
export interface PerturbationSet {
  readonly id: string;
  readonly title: string;
  /** What the set is for and where it comes from. */
  readonly description: string;
  readonly entries: readonly PerturbationStep[];
}

/** The ladder of intensities of METRICS §10. */
export const INTENSITY_LADDER: readonly number[] = [0.02, 0.05, 0.1, 0.2];

const plain = (id: string, version: number): PerturbationStep => ({ id, version, params: {} });

/** HELM's canonical robustness perturbation, which applies these in sequence; its misspelling probability .1 is an exact share here. */
export const HELM_CANONICAL: readonly PerturbationStep[] = [
  plain('case_lower', 1),
  plain('contraction', 1),
  { id: 'misspell', version: 1, params: { intensity: 0.1 } },
  plain('ws_random', 1),
];

/** The quick start's: one of each kind of change, each well known. Its configuration pins these versions. */
export const QUICK_START: readonly PerturbationStep[] = [
  plain('fmt_separator', 1),
  plain('sys_paraphrase', 1),
  plain('opt_rotate', 1),
  plain('ws_random', 1),
  { id: 'kbd_typo', version: 1, params: { rate: 0.05 } },
  plain('case_lower', 1),
  plain('punct_strip', 1),
  plain('norm_nfd', 1),
];

/** Sets that a configuration can be filled with, each entry a condition of its own; `helm-canonical` as the one condition that HELM runs. */
export const PERTURBATION_SETS: readonly PerturbationSet[] = [
  {
    id: 'quick-start',
    title: 'Quick start',
    description: 'The eight operators of the quick-start configuration.',
    entries: QUICK_START,
  },
  {
    id: 'helm-canonical',
    title: 'HELM canonical robustness',
    description: 'HELM’s canonical set: lower case, contractions, misspellings and spaces as one condition (mild_mix).',
    entries: [plain('mild_mix', 1)],
  },
  {
    id: 'helm-robustness-all',
    title: 'HELM robustness, all',
    description:
      'HELM’s robustness_all, each operator by itself: contract and expand, filler .1, lower case, misspelling .1, spaces, synonym .1, typos .01.',
    entries: [
      plain('contraction', 1),
      { id: 'filler', version: 1, params: { intensity: 0.1 } },
      plain('case_lower', 1),
      { id: 'misspell', version: 1, params: { intensity: 0.1 } },
      plain('ws_random', 1),
      { id: 'synonym', version: 1, params: { intensity: 0.1 } },
      { id: 'kbd_typo', version: 2, params: { intensity: 0.01 } },
    ],
  },
  {
    id: 'typing-ladder',
    title: 'Typing errors, four intensities',
    description: 'kbd_typo at the intensities of METRICS §10, from which a robustness curve is drawn.',
    entries: INTENSITY_LADDER.map((intensity) => ({ id: 'kbd_typo', version: 2, params: { intensity } })),
  },
  {
    id: 'format-spread',
    title: 'FormatSpread',
    description: 'Five dimensions of FormatSpread’s grammar of prompt formats.',
    entries: [
      plain('fmt_separator', 2),
      plain('fmt_space', 1),
      plain('fmt_casing', 1),
      plain('fmt_item_wrapper', 1),
      plain('fmt_enumerator', 1),
    ],
  },
];
