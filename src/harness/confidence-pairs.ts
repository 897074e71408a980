import type { ElicitedSource } from '#core/model/elicited.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { IntervalSettings } from '#core/stats/interval-settings.ts';
import type { Observation } from '#core/stats/observation.ts';
import { toAnswerPairs, type AnswerSource } from '#core/stats/predictability/answer-confidence.ts';
import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import type { ConfidenceKind } from '#core/stats/predictability/measure-confidence.ts';
import { toTokensOfSpan } from '#core/text/tokens-of-span.ts';
import { tokenConfidence, type TokenSource } from '#core/stats/predictability/token-confidence.ts';
import { createAnalysisContext, type AnalysisContext } from './analyse-context.ts';
import { toOptionConfidence } from './option-confidence.ts';
import type { RunRows } from './run-rows.ts';
import { toScoredTrials, type ScoredTrial } from './scored-trials.ts';

/** Where a confidence comes from (METRICS §4.9). Sources are measured apart and never mixed. */
export type ConfidenceSource = 'option_softmax' | TokenSource | ElicitedSource | AnswerSource;

/** A source with what its numbers are. */
interface SourceEntry {
  readonly source: ConfidenceSource;
  readonly kind: ConfidenceKind;
}

const CONFIDENCE_SOURCES: readonly SourceEntry[] = [
  { source: 'option_softmax', kind: 'probability' },
  { source: 'seq_prob_norm', kind: 'probability' },
  { source: 'seq_prob', kind: 'probability' },
  { source: 'min_token', kind: 'probability' },
  { source: 'p_true', kind: 'probability' },
  { source: 'verbalized', kind: 'probability' },
  { source: 'self_consistency', kind: 'probability' },
  { source: 'neg_entropy', kind: 'ranking' },
];

/**
 * Sources that the transcripts of these trials hold, the default first: that of options only where the model chose among them, those that are
 * asked for only where they were.
 */
export function listConfidenceSources(trials: readonly ScoredTrial[]): readonly SourceEntry[] {
  const has: Partial<Record<ConfidenceSource, boolean>> = {
    option_softmax: trials.some(({ transcript }) => transcript.options !== undefined),
    p_true: trials.some(({ transcript }) => transcript.elicited?.pTrue !== undefined),
    verbalized: trials.some(({ transcript }) => transcript.elicited?.verbalized !== undefined),
  };
  return CONFIDENCE_SOURCES.filter(({ source }) => has[source] ?? true);
}

/** Pairs of one source with what has none. */
export interface SourcePairs {
  readonly pairs: readonly ConfidencePair[];
  /** Trials that could have a confidence, or samples for sources that give one per sample. */
  readonly eligible: number;
}

/**
 * Confidence and success of scored trials of one condition. A trial without tokens has no confidence and is left out, never given one;
 * sources of answers give one pair per sample with at least two trials. `min_token` looks at the tokens of the answer that the scorer found,
 * or at all of them where these are not known.
 */
export function toConfidencePairs(
  context: AnalysisContext,
  trials: readonly ScoredTrial[],
  source: ConfidenceSource,
): SourcePairs {
  switch (source) {
    case 'option_softmax':
      return { pairs: trials.flatMap((trial) => toOptionPair(context, trial)), eligible: trials.length };
    case 'seq_prob':
    case 'seq_prob_norm':
    case 'min_token':
      return { pairs: trials.flatMap((trial) => toTokenPair(context, trial, source)), eligible: trials.length };
    case 'p_true':
    case 'verbalized':
      return { pairs: trials.flatMap((trial) => toElicitedPair(trial, source)), eligible: trials.length };
    case 'self_consistency':
    case 'neg_entropy':
      return {
        pairs: toAnswerPairs(trials.map(toObservation), source),
        eligible: new Set(trials.map(({ sample }) => sample.sampleId)).size,
      };
    default:
      return source satisfies never;
  }
}

/** What the curves of one source are drawn from. */
export interface DrawnPairs {
  readonly pairs: readonly ConfidencePair[];
  /** For a band: the draws of the run, from their start. */
  readonly openSettings: () => IntervalSettings;
}

/** Pairs of one source on the original prompts, for drawing; none for a source that is not known. */
export function readConfidencePairs(rows: RunRows, model: string, scorer: string, source: string): DrawnPairs {
  const known = CONFIDENCE_SOURCES.find((entry) => entry.source === source);
  const context = createAnalysisContext(rows);
  const openSettings = (): IntervalSettings => context.openSettings();
  if (known === undefined) return { pairs: [], openSettings };
  return {
    ...toConfidencePairs(context, toScoredTrials(context, model, scorer, ORIGINAL), known.source),
    openSettings,
  };
}

function toTokenPair(context: AnalysisContext, trial: ScoredTrial, source: TokenSource): readonly ConfidencePair[] {
  const { score, sample, transcript } = trial;
  const chosen = toOptionConfidence(context, trial)?.option.logprobs.map((logprob) => ({ logprob }));
  const logprobs = chosen ?? transcript.logprobs ?? [];
  const [from, to] = (source === 'min_token' ? findAnswerTokens(context, trial) : null) ?? [0, logprobs.length];
  const confidence = tokenConfidence(logprobs.slice(from, to), source);
  if (confidence === null) return [];
  const { sampleId, clusterId } = sample;
  return [{ sampleId, clusterId, epoch: score.epoch, confidence, success: score.success }];
}

/** What the model said of its answer; a question that failed or whose reply is no number gives no pair. */
function toElicitedPair({ score, sample, transcript }: ScoredTrial, source: ElicitedSource): readonly ConfidencePair[] {
  const { elicited } = transcript;
  const confidence = (source === 'p_true' ? elicited?.pTrue?.value : elicited?.verbalized?.value) ?? null;
  if (confidence === null) return [];
  const { sampleId, clusterId } = sample;
  return [{ sampleId, clusterId, epoch: score.epoch, confidence, success: score.success }];
}

function toOptionPair(context: AnalysisContext, trial: ScoredTrial): readonly ConfidencePair[] {
  const confidence = toOptionConfidence(context, trial)?.softmax;
  if (confidence === undefined) return [];
  const { sampleId, clusterId } = trial.sample;
  return [{ sampleId, clusterId, epoch: trial.score.epoch, confidence, success: trial.score.success }];
}

/** Tokens of the answer that the scorer found; null where it says no place or the tokens' texts are not known. */
function findAnswerTokens(
  context: AnalysisContext,
  { score, transcript }: ScoredTrial,
): readonly [from: number, to: number] | null {
  const { outputTokenIds, outputText, model } = transcript;
  const tokenBytes = context.findTokenBytes(model);
  if (score.span === null || outputTokenIds === null || outputText === null || tokenBytes === null) return null;
  return toTokensOfSpan(outputTokenIds, tokenBytes, outputText, score.span);
}

function toObservation({ score, sample }: ScoredTrial): Observation {
  const { sampleId, conditionId, epoch, value, success, answer } = score;
  return { sampleId, clusterId: sample.clusterId, conditionId, epoch, value, success, answer };
}
