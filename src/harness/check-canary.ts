import { toOk, type Result } from '#core/errors/result.ts';
import { toCanaryThreshold, toCanaryVerdict, type Canary, type CanaryThreshold } from '#core/model/canary.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { ForcedLogits, ForcedRequest } from '#workers/contract/inference.ts';
import { compareLogits } from './compare-logits.ts';
import type { ModelSession } from './ports.ts';

/** Prompt lengths on both sides of 32 tokens, where attention on a GPU takes another path (RUNTIMES §0.10). */
const LENGTHS = [7, 33, 70];
/** Tokens that are forced after each prompt. */
const FORCED = 4;

/** What the canary works with. */
export interface CanaryWork {
  readonly model: ModelRef;
  /** The run's own; null = by precision. */
  readonly threshold: CanaryThreshold | null;
  /** A prompt of the run; its tokens, over and over, make the canary's prompts. */
  readonly promptTokenIds: readonly number[];
  /** Opens a model as the run would. */
  readonly open: (ref: ModelRef) => Promise<Result<ModelSession>>;
  readonly signal: AbortSignal;
}

/**
 * Forces the same tokens through the graph on the processor and through the session on the GPU, and compares all logits (DESIGN §5.5).
 * A reference that cannot be computed gives `unchecked`; a GPU that fails gives its failure.
 */
export async function checkCanary(session: ModelSession, work: CanaryWork): Promise<Result<Canary>> {
  const { model, promptTokenIds, signal } = work;
  const threshold = work.threshold ?? toCanaryThreshold(model.dtype);
  const requests = toRequests(promptTokenIds, session.report.contextLength);
  const reference = await readReference(work, requests);
  if (!reference.ok) {
    if (reference.failure.code === 'cancelled') return reference;
    const { code, message } = reference.failure;
    return toOk({ ...toUnchecked(threshold), reason: `${code}: ${message}`.slice(0, 2000) });
  }
  const pairs: { readonly reference: ForcedLogits; readonly own: ForcedLogits }[] = [];
  for (const [index, request] of requests.entries()) {
    const own = await session.readForced(request, signal);
    if (!own.ok) return own;
    const expected = reference.value[index];
    if (expected !== undefined) pairs.push({ reference: expected, own: own.value });
  }
  const { places, clearPlaces, sameTop, maxLogitDelta } = compareLogits(pairs);
  const top1 = clearPlaces === 0 ? null : sameTop / clearPlaces;
  return toOk({
    verdict: toCanaryVerdict({ threshold, top1, maxLogitDelta }),
    reason: null,
    threshold,
    promptLengths: requests.map((request) => request.promptTokenIds.length),
    places,
    clearPlaces,
    top1,
    maxLogitDelta,
  });
}

function toUnchecked(threshold: CanaryThreshold): Omit<Canary, 'reason'> {
  const nothing = { promptLengths: [], places: 0, clearPlaces: 0, top1: null, maxLogitDelta: null };
  return { verdict: 'unchecked', threshold, ...nothing };
}

/** The reference's logits; its worker is gone afterwards. */
async function readReference(
  { model, open, signal }: CanaryWork,
  requests: readonly ForcedRequest[],
): Promise<Result<readonly ForcedLogits[]>> {
  const opened = await open({ ...model, device: 'wasm', threads: 1 });
  if (!opened.ok) return opened;
  await using session = opened.value;
  const logits: ForcedLogits[] = [];
  for (const request of requests) {
    const read = await session.readForced(request, signal);
    if (!read.ok) return read;
    logits.push(read.value);
  }
  return toOk(logits);
}

/** Prompts of several lengths with the tokens that follow, cut from the repeated prompt and to what the context holds. */
function toRequests(promptTokenIds: readonly number[], contextLength: number | null): readonly ForcedRequest[] {
  const toTokens = (start: number, count: number): number[] =>
    Array.from({ length: count }, (_, index) => promptTokenIds[(start + index) % promptTokenIds.length] ?? 0);
  const longest = contextLength === null ? Infinity : Math.max(1, contextLength - FORCED);
  return [...new Set(LENGTHS.map((length) => Math.min(length, longest)))].map((length) => ({
    groupIndex: 0,
    promptTokenIds: toTokens(0, length),
    tokenIds: toTokens(length, FORCED),
    positions: Array.from({ length: FORCED }, (_, position) => position),
  }));
}
