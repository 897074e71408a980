import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { TokenLogprob } from '#core/model/trial-output.ts';
import type { ScoreOutput } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { CANCELLED, NOT_NUMBERS } from './decode-failures.ts';
import type { DecodeDeps } from './decode-group.ts';
import { toRoundedMs } from './rounded-ms.ts';
import { toLogitSummary, toTokenLogprob } from './token-logprob.ts';

/** What forced decoding takes from its worker. */
export type ScoreDeps = Pick<
  DecodeDeps,
  'contextLength' | 'now' | 'toTimestamp' | 'yieldToMessages' | 'isCancelled' | 'reportDelta'
>;

/** One call on its way; times are ms of the worker's clock. */
export interface ForcedRun {
  readonly backend: DecodeBackend;
  readonly deps: ScoreDeps;
  readonly groupIndex: number;
  readonly batchSize: number;
  readonly acceptedAtMs: number;
  readonly startedAt: string;
  prefillMs: number;
  runtimeMs: number;
  scoringMs: number;
  firstTokenAtMs: number;
  promptTokens: number;
  scoredTokens: number;
  largestBatch: number;
}

/** One continuation while it is scored: `scored` grows to the length of `tokenIds`. */
interface ForcedRow {
  readonly tokenIds: readonly number[];
  readonly scored: TokenLogprob[];
}

/** A call before its first token. */
export function createForcedRun(
  backend: DecodeBackend,
  { groupIndex, batchSize }: { readonly groupIndex: number; readonly batchSize: number },
  deps: ScoreDeps,
): ForcedRun {
  const times = { prefillMs: 0, runtimeMs: 0, scoringMs: 0, firstTokenAtMs: 0 };
  const counts = { promptTokens: 0, scoredTokens: 0, largestBatch: 1 };
  return {
    backend,
    deps,
    groupIndex,
    batchSize,
    acceptedAtMs: deps.now(),
    startedAt: deps.toTimestamp(),
    ...times,
    ...counts,
  };
}

/**
 * Log-probabilities of each token of `continuations` given the prompt and the tokens before it: prefill once, fork, then one
 * forced step for all rows that still have a token to see. The last token of a continuation is scored, never fed. A value
 * depends on prompt and continuation only, not on the batch, as long as the backend's rows are independent.
 * @param continuations none of them empty.  @returns natural logs at T = 1, in the order of `continuations`.
 */
export async function forceTokens(
  run: ForcedRun,
  promptTokenIds: readonly number[],
  continuations: readonly (readonly number[])[],
): Promise<Result<readonly (readonly TokenLogprob[])[]>> {
  const { backend, deps } = run;
  await deps.yieldToMessages();
  if (deps.isCancelled()) return { ok: false, failure: CANCELLED };
  const startMs = deps.now();
  const logits = await backend.prefill(promptTokenIds);
  const prefillMs = deps.now() - startMs;
  run.prefillMs += prefillMs;
  run.runtimeMs += prefillMs;
  run.promptTokens += promptTokenIds.length;
  const unknown = continuations.flat().find((token) => token >= backend.vocabularySize);
  if (unknown !== undefined)
    return toFailed(
      'runtime-unsupported',
      `The tokenizer gives token ${unknown}, but the graph has ${backend.vocabularySize} tokens.`,
    );
  const rows: readonly ForcedRow[] = continuations.map((tokenIds) => ({ tokenIds, scored: [] }));
  const failure = scoreRows(run, rows, () => logits) ?? (await scoreRest(run, rows));
  return failure === null ? toOk(rows.map((row) => row.scored)) : { ok: false, failure };
}

/** Everything after the first tokens, batch by batch. */
async function scoreRest(run: ForcedRun, rows: readonly ForcedRow[]): Promise<Failure | null> {
  const longer = rows.filter(isUnfinished);
  for (let start = 0; start < longer.length; start += run.batchSize) {
    const failure = await scoreBatch(run, longer.slice(start, start + run.batchSize));
    if (failure !== null) return failure;
  }
  return null;
}

async function scoreBatch(run: ForcedRun, rows: readonly ForcedRow[]): Promise<Failure | null> {
  const { backend, deps } = run;
  run.largestBatch = Math.max(run.largestBatch, rows.length);
  backend.fork(rows.length);
  let active = rows;
  while (active.length > 0) {
    await deps.yieldToMessages();
    if (deps.isCancelled()) return CANCELLED;
    const startMs = deps.now();
    const logits = await backend.step(active.map(({ tokenIds, scored }) => tokenIds[scored.length - 1] ?? 0));
    run.runtimeMs += deps.now() - startMs;
    const size = backend.vocabularySize;
    const failure = scoreRows(run, active, (index) => logits.subarray(index * size, (index + 1) * size));
    if (failure !== null) return failure;
    const kept = [...active.entries()].filter(([, row]) => isUnfinished(row)).map(([index]) => index);
    if (kept.length > 0 && kept.length < active.length) backend.drop(kept);
    active = active.filter(isUnfinished);
  }
  return null;
}

function isUnfinished({ tokenIds, scored }: ForcedRow): boolean {
  return scored.length < tokenIds.length;
}

/** Scores the next token of each row by its logits. */
function scoreRows(
  run: ForcedRun,
  rows: readonly ForcedRow[],
  rowLogits: (index: number) => Float32Array,
): Failure | null {
  const { deps, groupIndex } = run;
  const startMs = deps.now();
  for (const [index, { tokenIds, scored }] of rows.entries()) {
    const logits = rowLogits(index);
    const summary = toLogitSummary(logits);
    if (!Number.isFinite(summary.logSumExp)) return NOT_NUMBERS;
    scored.push(toTokenLogprob(logits, summary, tokenIds[scored.length] ?? 0));
  }
  const endMs = deps.now();
  if (run.scoredTokens === 0) run.firstTokenAtMs = endMs;
  run.scoringMs += endMs - startMs;
  run.scoredTokens += rows.length;
  const { scoredTokens: outputTokens } = run;
  deps.reportDelta(() => ({ type: 'token-delta', groupIndex, outputTokens, activeRows: rows.length, text: '' }));
  return null;
}

/** The finished call. */
export function toScoreOutput(run: ForcedRun, continuations: ScoreOutput['continuations']): ScoreOutput {
  const { acceptedAtMs, runtimeMs, scoringMs } = run;
  const e2eMs = run.deps.now() - acceptedAtMs;
  return {
    groupIndex: run.groupIndex,
    continuations,
    timing: {
      startedAt: run.startedAt,
      prefillMs: toRoundedMs(run.prefillMs),
      ttftMs: toRoundedMs(run.firstTokenAtMs - acceptedAtMs),
      e2eMs: toRoundedMs(e2eMs),
      computeMs: toRoundedMs(runtimeMs + scoringMs),
      batchSize: run.largestBatch,
      promptTokens: run.promptTokens,
      outputTokens: run.scoredTokens,
    },
    profile: {
      runtimeMs: toRoundedMs(runtimeMs),
      samplingMs: toRoundedMs(scoringMs),
      otherMs: toRoundedMs(e2eMs - runtimeMs - scoringMs),
    },
  };
}

/**
 * Why tokens cannot be scored, or null. The last token is scored and not fed, so prompt and continuation may together be one
 * token longer than the context.
 */
export function toScoreRefusal(
  promptTokens: number,
  continuations: readonly (readonly number[])[],
  contextLength: number | null,
): Failure | null {
  if (promptTokens === 0) return createFailure('task-invalid', 'The prompt has no tokens.');
  if (continuations.some((tokenIds) => tokenIds.length === 0))
    return createFailure('task-invalid', 'A continuation has no tokens.');
  const longest = continuations.reduce((most, tokenIds) => Math.max(most, tokenIds.length), 0);
  if (contextLength === null || promptTokens + longest - 1 <= contextLength) return null;
  return createFailure(
    'context-overflow',
    `The prompt of ${promptTokens} tokens with a continuation of ${longest} is longer than the model's context of ${contextLength}.`,
  );
}
