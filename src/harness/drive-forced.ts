import type { FailureCode } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { EventOf } from '#core/events/transcript-event.ts';
import type { ForcedRecord } from '#core/model/forced.ts';
import type { ForcedLogits, ForcedRequest } from '#workers/contract/inference.ts';
import { toForcedCounts, toForcedPositions } from './forced-design.ts';
import type { ForcedTrial } from './forced-trials.ts';
import type { ModelSession } from './ports.ts';
import type { PreparedRun } from './run-library.ts';
import type { SessionSlot } from './run-groups.ts';

/** What forcing needs of the driver. */
export interface ForcedContext {
  readonly prepared: PreparedRun;
  readonly pending: readonly ForcedTrial[];
  /** Null = the session of the original. */
  readonly createSlot: (conditionId: string | null) => SessionSlot;
  readonly append: (events: readonly EventOf<'forced-end'>[]) => Promise<Result<null>>;
  readonly signal: AbortSignal;
}

/** Tries at one output. */
const MAX_TRIES = 2;

/** What the original says of an output, or why it does not. */
type Reference = { readonly request: ForcedRequest } & (
  | { readonly logits: ForcedLogits; readonly failureCode: null }
  | { readonly logits: null; readonly failureCode: FailureCode }
);

/**
 * Forces outputs of the original through its own session, keeps the logits at the drawn places, then through the session of each replica,
 * and records what differs. One session is loaded at a time. An output that cannot be forced is recorded with the reason.
 * @returns a failure when a session cannot be opened, the journal not be written, or on a cancel.
 */
export async function driveForced(context: ForcedContext): Promise<Result<null>> {
  const { pending } = context;
  if (pending.length === 0) return toOk(null);
  const references = await readReferences(context);
  if (!references.ok) return references;
  for (const [conditionId, trials] of Map.groupBy(pending, (trial) => trial.conditionId)) {
    const compared = await compareReplica(context, conditionId, trials, references.value);
    if (!compared.ok) return compared;
  }
  return toOk(null);
}

/** The original's logits by sample; samples that the design leaves out are absent. */
async function readReferences({
  prepared,
  pending,
  createSlot,
  signal,
}: ForcedContext): Promise<Result<ReadonlyMap<string, Reference>>> {
  const slot = createSlot(null);
  const references = new Map<string, Reference>();
  try {
    const opened = await slot.get();
    if (!opened.ok) return opened;
    const { masterSeed } = prepared.config.protocol;
    const ids = prepared.samples.map(({ sampleId }) => sampleId);
    const counts = toForcedCounts(masterSeed, ids, opened.value.report.graph.vocabularySize);
    for (const { sampleId, groupIndex, promptTokenIds, tokenIds } of pending) {
      const count = counts.get(sampleId);
      if (count === undefined || references.has(sampleId)) continue;
      const positions = toForcedPositions(masterSeed, sampleId, tokenIds.length, count);
      const request = { groupIndex, promptTokenIds, tokenIds, positions };
      const read = await tryTwice(slot, (session) => session.readForced(request, signal));
      if (!read.ok) return read;
      references.set(
        sampleId,
        read.value.ok
          ? { request, logits: read.value.value, failureCode: null }
          : { request, logits: null, failureCode: read.value.failure.code },
      );
    }
  } finally {
    await slot.discard();
  }
  return toOk(references);
}

async function compareReplica(
  { createSlot, append, signal }: ForcedContext,
  conditionId: string,
  trials: readonly ForcedTrial[],
  references: ReadonlyMap<string, Reference>,
): Promise<Result<null>> {
  const slot = createSlot(conditionId);
  try {
    for (const { trialKey, sampleId } of trials) {
      const reference = references.get(sampleId);
      if (reference === undefined) continue;
      const { request, logits, failureCode } = reference;
      let forced: ForcedRecord = { positions: null, failureCode: failureCode ?? 'internal' };
      if (logits !== null) {
        const compared = await tryTwice(slot, (session) =>
          session.compareForced({ ...request, reference: logits }, signal),
        );
        if (!compared.ok) return compared;
        forced = compared.value.ok
          ? { positions: [...compared.value.value], failureCode: null }
          : { positions: null, failureCode: compared.value.failure.code };
      }
      const written = await append([{ type: 'forced-end', trialKey, forced }]);
      if (!written.ok) return written;
    }
    return toOk(null);
  } finally {
    await slot.discard();
  }
}

/**
 * A call, tried once more in a fresh session when it fails. The outer result fails when no session can be opened or the call was cancelled,
 * the inner one when both tries did.
 */
async function tryTwice<T>(
  slot: SessionSlot,
  call: (session: ModelSession) => Promise<Result<T>>,
): Promise<Result<Result<T>>> {
  for (let tries = 1; ; tries += 1) {
    const session = await slot.get();
    if (!session.ok) return session;
    const result = await call(session.value);
    if (result.ok) return toOk(result);
    if (result.failure.code === 'cancelled') return result;
    await slot.discard();
    if (tries === MAX_TRIES) return toOk(result);
  }
}
