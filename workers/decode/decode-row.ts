import type { Decoding } from '#core/model/decoding.ts';
import type { FinishReason, TokenLogprob, TrialOutput } from '#core/model/trial-output.ts';
import type { TrialKey } from '#core/model/trial.ts';
import { toOutputText, toStopPosition, type DecodeTokens } from '#core/text/output-text.ts';
import { createDetokeniser, type Detokeniser } from './detokeniser.ts';
import { createTrialNoise, type TrialNoise } from './philox.ts';

/** What decides when a row ends. */
export interface RowRules {
  readonly decoding: Decoding;
  readonly decode: DecodeTokens;
  readonly stopTokenIds: readonly number[];
  readonly promptTokenIds: readonly number[];
  /** Tokens that prompt and output share; null = no limit. */
  readonly contextLength: number | null;
}

/** One trial while it is decoded. Times are ms of the worker's clock. */
export interface DecodeRow {
  readonly trialKey: TrialKey;
  readonly noise: TrialNoise;
  readonly detokeniser: Detokeniser;
  /** Distinct tokens of prompt and output; empty when no repetition penalty asks for them. */
  readonly seenTokens: Set<number>;
  readonly tokenIds: number[];
  readonly logprobs: TokenLogprob[];
  finishReason: FinishReason | null;
  firstTokenAtMs: number;
  lastTokenAtMs: number;
  computeMs: number;
  /** Rows at the start of the row's batch. */
  batchSize: number;
}

/** A row before its first token. */
export function createDecodeRow(trialKey: TrialKey, rules: RowRules): DecodeRow {
  return {
    trialKey,
    noise: createTrialNoise(trialKey),
    detokeniser: createDetokeniser(rules.decode),
    seenTokens: new Set(rules.decoding.repetitionPenalty === 1 ? [] : rules.promptTokenIds),
    tokenIds: [],
    logprobs: [],
    finishReason: null,
    firstTokenAtMs: 0,
    lastTokenAtMs: 0,
    computeMs: 0,
    batchSize: 0,
  };
}

/** Appends a token to the row and decides whether the row ends with it. */
export function appendToken(row: DecodeRow, logprob: TokenLogprob, rules: RowRules): void {
  row.tokenIds.push(logprob.token);
  row.logprobs.push(logprob);
  if (rules.decoding.repetitionPenalty !== 1) row.seenTokens.add(logprob.token);
  row.finishReason = toFinishReason(row, rules);
}

/** Why the row ends with its last token, or null; of several reasons the first of stop-token, stop-string, length, context. */
function toFinishReason(row: DecodeRow, rules: RowRules): FinishReason | null {
  const { tokenIds } = row;
  if (rules.stopTokenIds.includes(tokenIds.at(-1) ?? -1)) return 'stop-token';
  if (rules.decoding.stopStrings.length > 0 && hasStopString(row, rules)) return 'stop-string';
  if (tokenIds.length >= rules.decoding.maxNewTokens) return 'length';
  const usedTokens = rules.promptTokenIds.length + tokenIds.length;
  return rules.contextLength !== null && usedTokens >= rules.contextLength ? 'context' : null;
}

/**
 * True when a stop string was completed by the newest text. The whole output is decoded before saying so: the stored text
 * is cut there by `toOutputText`, and a row must not end at a string that its stored text does not contain.
 */
function hasStopString(row: DecodeRow, rules: RowRules): boolean {
  const { stopStrings } = rules.decoding;
  const longest = Math.max(...stopStrings.map((stopString) => stopString.length));
  const from = Math.max(0, row.detokeniser.text.length - longest + 1);
  row.detokeniser.advance(row.tokenIds);
  if (toStopPosition(row.detokeniser.text.slice(from), stopStrings) === -1) return false;
  return toStopPosition(rules.decode(row.tokenIds), stopStrings) !== -1;
}

/** The output of a row that has ended with `finishReason`. */
export function toTrialOutput(row: DecodeRow, finishReason: FinishReason, rules: RowRules): TrialOutput {
  const stop = { stopStrings: rules.decoding.stopStrings, stopTokenIds: rules.stopTokenIds };
  return {
    outputText: toOutputText(rules.decode, row.tokenIds, finishReason, stop),
    outputTokenIds: row.tokenIds,
    logprobs: row.logprobs,
    finishReason,
  };
}
