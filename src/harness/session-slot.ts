import type { FailureCode } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelSession } from './ports.ts';
import type { SessionSlot } from './run-groups.ts';

/** Tries at opening a session whose worker or device goes meanwhile. */
const MAX_TRIES = 3;
/** Failures after which a new worker may do better with the same model. */
const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>(['worker-crashed', 'device-lost']);

type Proof = (session: ModelSession) => Promise<Result<null>>;

/** A slot whose sessions are checked before anybody gets them. */
export interface ProvedSlot extends SessionSlot {
  /**
   * Checks the present session, and from now on each that is opened in its place; a failure of a check ends the session.
   * @param canRecord false once results cannot be written down: another session would not help.
   */
  prove(proof: Proof, canRecord: () => boolean): Promise<Result<null>>;
}

/** A slot that opens a session when it has none, once for all who ask meanwhile, and ends its worker when discarded. */
export function createSessionSlot(open: () => Promise<Result<ModelSession>>): ProvedSlot {
  let opening: Promise<Result<ModelSession>> | null = null;
  let proof: Proof | null = null;
  let mayRetry = (): boolean => true;
  const openProved = async (): Promise<Result<ModelSession>> => {
    for (let tries = 1; ; tries += 1) {
      const opened = await open();
      const proved: Result<unknown> = opened.ok && proof !== null ? await proof(opened.value) : opened;
      if (proved.ok) return opened;
      if (opened.ok) await opened.value[Symbol.asyncDispose]();
      if (tries === MAX_TRIES || !PASSING.has(proved.failure.code) || !mayRetry()) return proved;
    }
  };
  const get = async (): Promise<Result<ModelSession>> => {
    opening ??= openProved();
    const opened = await opening;
    if (!opened.ok) opening = null;
    return opened;
  };
  const discard = async (): Promise<void> => {
    const ending = await opening;
    opening = null;
    if (ending?.ok === true) await ending.value[Symbol.asyncDispose]();
  };
  return {
    get,
    discard,
    prove: async (asked, canRecord) => {
      const present = await get();
      if (!present.ok) return present;
      proof = asked;
      mayRetry = canRecord;
      const proved = await asked(present.value);
      if (proved.ok || !PASSING.has(proved.failure.code) || !mayRetry()) return proved;
      await discard();
      const replaced = await get();
      return replaced.ok ? toOk(null) : replaced;
    },
  };
}
