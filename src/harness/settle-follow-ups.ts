import type { Failure } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import {
  askFollowUps,
  toFollowUpOutcomes,
  type FollowUpOutcome,
  type FollowUpReplies,
  type FollowUpWork,
} from './ask-follow-ups.ts';
import type { ModelSession } from './ports.ts';

/** Questions about a group's answers, as far as one try came. */
export interface BegunFollowUps {
  readonly work: FollowUpWork;
  readonly replies: FollowUpReplies;
  /** Null when every question has a reply. */
  readonly failure: Failure | null;
}

/** What a repeated try takes from the run. */
export interface FollowUpRunner {
  readonly slot: { get(): Promise<Result<ModelSession>>; discard(): Promise<void> };
  readonly signal: AbortSignal;
  /** Tries at the questions of one group, the first one included. */
  readonly maxAttempts: number;
}

/** The first try, in the session that gave the answers. */
export async function beginFollowUps(
  session: ModelSession,
  work: FollowUpWork,
  signal: AbortSignal,
): Promise<BegunFollowUps> {
  const replies: FollowUpReplies = new Map();
  return { work, replies, failure: await askFollowUps(session, work, replies, signal) };
}

/**
 * Repeats what failed in a new worker. After the last try the questions without a reply are given up: the answers stand, only their
 * confidence is missing.
 * @returns outcomes by trial key; a failure when the run is to stop (cancelled, or no session can be opened), and nothing is kept then.
 */
export async function settleFollowUps(
  { work, replies, failure: first }: BegunFollowUps,
  { slot, signal, maxAttempts }: FollowUpRunner,
): Promise<Result<ReadonlyMap<string, FollowUpOutcome>>> {
  let failure = first;
  for (let tries = 1; failure !== null; tries += 1) {
    if (failure.code === 'cancelled') return { ok: false, failure };
    await slot.discard();
    if (tries >= maxAttempts) break;
    const session = await slot.get();
    if (!session.ok) return session;
    failure = await askFollowUps(session.value, work, replies, signal);
  }
  return toOk(toFollowUpOutcomes(work, replies, failure?.code ?? null));
}
