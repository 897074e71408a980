import type { Estimate } from '../model/report.ts';

/** Who says a number: the vocabulary of Assay (ANCHORS §4.18), written as in `cost.json`. */
export type EvidenceLabel = 'verified' | 'self-reported' | 'inferred' | 'absent';

/** Where the rows behind a report come from: transcripts of this harness, or scores that another program handed over. */
export type NumberOrigin = 'transcripts' | 'scores-file';

/** What a label says, in a sentence. */
export const EVIDENCE_TEXTS: Readonly<Record<EvidenceLabel, string>> = {
  verified:
    'Computed from the recorded prompts, outputs and answers. Anyone who holds the bundle can compute it again; whether the model answers so again, a replication shows.',
  'self-reported':
    'Computed from what the runtime, or another program, said of itself: its clock, its probabilities, its scores. The recorded texts alone cannot confirm it.',
  inferred:
    'Rests on a model or an assumption beyond what was recorded, which the definition names: read it as an estimate of something that was not seen.',
  absent: 'There is no number; the reason stands beside it.',
};

/** Metrics that read the runtime's clock. */
const CLOCK: ReadonlySet<string> = new Set(['ttft', 'ttft_geomean', 'tpot', 'e2e', 'prefill_tps', 'cost_per_success']);

/** Metrics that read the runtime's probabilities, whatever their parameters. */
const PROBABILITIES: ReadonlySet<string> = new Set([
  'bits_per_byte',
  'byte_perplexity',
  'word_perplexity',
  'token_perplexity',
  'bits_per_byte_diff',
  'mean_kl',
  'top1_agreement',
  'option_tie',
  'confidence_consistency',
]);

/** Sources of confidence (parameter `source`) that are the runtime's probabilities; the others are read from texts. */
const PROBABILITY_SOURCES: ReadonlySet<string> = new Set([
  'seq_prob',
  'seq_prob_norm',
  'min_token',
  'option_softmax',
  'p_true',
]);

/** Metrics that say something of what was not done: other costs, other designs, other runs. */
const MODELLED: ReadonlySet<string> = new Set([
  'expected_cost_to_success',
  'idealized_runtime',
  'energy_est',
  'mde',
  'n_required',
  'bayes_prob_better',
]);

/**
 * How far a number can be trusted to be what it says, decided from what it was computed from. Pure; the same number has the same label
 * wherever it is shown.
 * @param estimate of a report, or the names of one; without a value it is absent.
 */
export function toEvidenceLabel(
  { metric, params, value }: Pick<Estimate, 'metric' | 'params' | 'value'>,
  origin: NumberOrigin = 'transcripts',
): EvidenceLabel {
  if (value === null) return 'absent';
  if (MODELLED.has(metric)) return 'inferred';
  if (origin === 'scores-file' || CLOCK.has(metric) || PROBABILITIES.has(metric)) return 'self-reported';
  return isOfTime(params['of']) || PROBABILITY_SOURCES.has(String(params['source'])) ? 'self-reported' : 'verified';
}

/** `time`, `tokens+time`: what a dispersion is of. */
function isOfTime(of: Estimate['params'][string] | undefined): boolean {
  return typeof of === 'string' && of.split('+').includes('time');
}

/** The label of numbers that are made of outcomes alone, such as those of an accuracy chart. */
export function toOutcomeEvidence({ origin }: { readonly origin?: NumberOrigin }): EvidenceLabel {
  return toEvidenceLabel({ metric: 'accuracy', params: {}, value: 0 }, origin);
}

/** The label of curves over one source of confidence. */
export function toSourceEvidence(source: string, origin?: NumberOrigin): EvidenceLabel {
  return toEvidenceLabel({ metric: 'auroc', params: { source }, value: 0 }, origin);
}
