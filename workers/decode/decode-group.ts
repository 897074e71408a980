import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import { assert } from '#core/errors/assert.ts';
import type { GenerationDelta, GroupOutput, GroupRequest } from '#workers/contract/inference.ts';
import type { DecodeBackend } from './decode-backend.ts';
import { CANCELLED, NOT_NUMBERS } from './decode-failures.ts';
import { appendToken, createDecodeRow, toTrialOutput, type DecodeRow, type RowRules } from './decode-row.ts';
import { toRoundedMs } from './rounded-ms.ts';
import { createSampler, type Sampler } from './sampler.ts';
import { toLogitSummary, toTokenLogprob, type LogitSummary } from './token-logprob.ts';

/** What the token loop takes from its worker; all of it fake in tests. */
export interface DecodeDeps extends Pick<RowRules, 'decode' | 'stopTokenIds' | 'contextLength'> {
  /** Monotonic clock, ms. */
  now(): number;
  /** Wall clock, ISO 8601. */
  toTimestamp(): string;
  /** Lets the worker handle its messages: one macrotask. */
  yieldToMessages(): Promise<void>;
  isCancelled(): boolean;
  /** Takes live view data, or not; `create` is called only when it is wanted. */
  reportDelta(create: () => GenerationDelta): void;
}

/** One group on its way through the loop. */
interface GroupRun {
  readonly backend: DecodeBackend;
  readonly request: GroupRequest;
  readonly deps: DecodeDeps;
  readonly rules: RowRules;
  readonly sampler: Sampler;
  readonly rows: readonly DecodeRow[];
  runtimeMs: number;
  samplingMs: number;
}

/**
 * Decodes one prompt for every trial key: prefill once, tile, decode in batches. The output of a row depends on prompt,
 * trial key and controls only, not on batch size, order or other rows, as long as the backend's rows are independent.
 * Fails with `context-overflow` when the prompt leaves no room for a token, with `cancelled` within one step of the wish.
 */
export async function decodeGroup(
  backend: DecodeBackend,
  request: GroupRequest,
  deps: DecodeDeps,
): Promise<Result<GroupOutput>> {
  const acceptedAtMs = deps.now();
  const startedAt = deps.toTimestamp();
  const { promptTokenIds, decoding, trialKeys } = request;
  const { decode, stopTokenIds, contextLength } = deps;
  const refusal = toRefusal(request, contextLength);
  if (refusal !== null) return { ok: false, failure: refusal };
  const rules: RowRules = { decoding, decode, stopTokenIds, promptTokenIds, contextLength };
  const rows = trialKeys.map((trialKey) => createDecodeRow(trialKey, rules));
  const sampler = createSampler(decoding, backend.vocabularySize);
  const run: GroupRun = { backend, request, deps, rules, sampler, rows, runtimeMs: 0, samplingMs: 0 };
  await deps.yieldToMessages();
  if (deps.isCancelled()) return { ok: false, failure: CANCELLED };
  const prefillStartMs = deps.now();
  const logits = await backend.prefill(promptTokenIds);
  const prefillMs = deps.now() - prefillStartMs;
  run.runtimeMs += prefillMs;
  for (const row of rows) row.computeMs += prefillMs / rows.length;
  for (let start = 0; start < rows.length; start += request.batchSize) {
    const failure = await decodeBatch(run, rows.slice(start, start + request.batchSize), logits);
    if (failure !== null) return { ok: false, failure };
  }
  return toOk(toGroupOutput(run, { acceptedAtMs, startedAt, prefillMs }));
}

/** Why the request cannot be run at all, or null. */
function toRefusal(request: GroupRequest, contextLength: number | null): Failure | null {
  assert(request.batchSize >= 1 && request.trialKeys.length >= 1, 'a group has at least one row');
  const promptTokens = request.promptTokenIds.length;
  if (promptTokens === 0) return createFailure('task-invalid', 'The prompt has no tokens.');
  if (contextLength === null || promptTokens + 1 <= contextLength) return null;
  const message = `The prompt of ${promptTokens} tokens leaves no room in the model's context of ${contextLength}.`;
  return createFailure('context-overflow', message);
}

/** Decodes rows together until all have ended; the first token of all comes from the prompt's logits. */
async function decodeBatch(run: GroupRun, rows: readonly DecodeRow[], prompt: Float32Array): Promise<Failure | null> {
  const { backend, deps } = run;
  for (const row of rows) row.batchSize = rows.length;
  const summary = toLogitSummary(prompt);
  const startMs = deps.now();
  const failure = drawTokens(run, rows, { startMs, rowLogits: () => prompt, rowSummary: () => summary });
  if (failure !== null) return failure;
  let active = rows.filter((row) => row.finishReason === null);
  if (active.length > 0) backend.fork(active.length);
  while (active.length > 0) {
    await deps.yieldToMessages();
    if (deps.isCancelled()) return CANCELLED;
    const stepFailure = await decodeStep(run, active);
    if (stepFailure !== null) return stepFailure;
    const kept = [...active.keys()].filter((index) => active[index]?.finishReason === null);
    if (kept.length < active.length) {
      if (kept.length > 0) backend.drop(kept);
      active = active.filter((row) => row.finishReason === null);
    }
  }
  return null;
}

/** One token for each active row. */
async function decodeStep(run: GroupRun, active: readonly DecodeRow[]): Promise<Failure | null> {
  const { backend, deps } = run;
  const startMs = deps.now();
  const logits = await backend.step(active.map((row) => row.tokenIds.at(-1) ?? 0));
  run.runtimeMs += deps.now() - startMs;
  const size = backend.vocabularySize;
  return drawTokens(run, active, {
    startMs,
    rowLogits: (index) => logits.subarray(index * size, (index + 1) * size),
    rowSummary: toLogitSummary,
  });
}

/** Where the logits of the rows are, and when the step began whose time they share. */
interface StepLogits {
  readonly startMs: number;
  rowLogits(index: number): Float32Array;
  rowSummary(logits: Float32Array): LogitSummary;
}

/** Draws and appends one token per row. */
function drawTokens(run: GroupRun, rows: readonly DecodeRow[], step: StepLogits): Failure | null {
  const { deps, rules, sampler } = run;
  const samplingStartMs = deps.now();
  for (const [index, row] of rows.entries()) {
    const logits = step.rowLogits(index);
    const summary = step.rowSummary(logits);
    if (!Number.isFinite(summary.logSumExp)) return NOT_NUMBERS;
    const { noise, seenTokens } = row;
    const token = sampler.draw({ logits, summary, noise, step: row.tokenIds.length, seenTokens });
    appendToken(row, toTokenLogprob(logits, summary, token), rules);
  }
  const endMs = deps.now();
  run.samplingMs += endMs - samplingStartMs;
  for (const row of rows) {
    if (row.tokenIds.length === 1) row.firstTokenAtMs = endMs;
    row.lastTokenAtMs = endMs;
    row.computeMs += (endMs - step.startMs) / rows.length;
  }
  deps.reportDelta(() => toDelta(run));
  return null;
}

/** Live view of the group. */
function toDelta(run: GroupRun): GenerationDelta {
  const active = run.rows.filter((row) => row.finishReason === null && row.tokenIds.length > 0);
  const [first] = active;
  first?.detokeniser.advance(first.tokenIds);
  return {
    type: 'token-delta',
    groupIndex: run.request.groupIndex,
    outputTokens: run.rows.reduce((sum, row) => sum + row.tokenIds.length, 0),
    activeRows: active.length,
    text: first?.detokeniser.text ?? '',
  };
}

/** The finished group; every row has ended. */
function toGroupOutput(
  run: GroupRun,
  times: { readonly acceptedAtMs: number; readonly startedAt: string; readonly prefillMs: number },
): GroupOutput {
  const { acceptedAtMs, startedAt } = times;
  const rows = run.rows.map((row) => {
    assert(row.finishReason !== null, 'every row of a finished group has ended');
    return {
      trialKey: row.trialKey,
      output: toTrialOutput(row, row.finishReason, run.rules),
      timing: {
        startedAt,
        prefillMs: toRoundedMs(times.prefillMs),
        ttftMs: toRoundedMs(row.firstTokenAtMs - acceptedAtMs),
        e2eMs: toRoundedMs(row.lastTokenAtMs - acceptedAtMs),
        computeMs: toRoundedMs(row.computeMs),
        batchSize: row.batchSize,
        promptTokens: run.request.promptTokenIds.length,
        outputTokens: row.tokenIds.length,
      },
    };
  });
  const { runtimeMs, samplingMs } = run;
  const otherMs = toRoundedMs(run.deps.now() - acceptedAtMs - runtimeMs - samplingMs);
  const profile = { runtimeMs: toRoundedMs(runtimeMs), samplingMs: toRoundedMs(samplingMs), otherMs };
  return { groupIndex: run.request.groupIndex, rows, profile };
}
