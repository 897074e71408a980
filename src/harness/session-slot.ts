import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelSession } from './ports.ts';
import type { SessionSlot } from './run-groups.ts';

/** A slot that opens a session when it has none and ends its worker when discarded. */
export function createSessionSlot(open: () => Promise<Result<ModelSession>>): SessionSlot {
  let session: ModelSession | null = null;
  return {
    get: async () => {
      if (session !== null) return toOk(session);
      const opened = await open();
      if (opened.ok) session = opened.value;
      return opened;
    },
    discard: async () => {
      const ending = session;
      session = null;
      await ending?.[Symbol.asyncDispose]();
    },
  };
}
