import type { Result } from '#core/errors/result.ts';
import type { ModelSession } from './ports.ts';
import type { SessionSlot } from './run-groups.ts';

/** A slot that opens a session when it has none, once for all who ask meanwhile, and ends its worker when discarded. */
export function createSessionSlot(open: () => Promise<Result<ModelSession>>): SessionSlot {
  let opening: Promise<Result<ModelSession>> | null = null;
  return {
    get: async () => {
      opening ??= open();
      const opened = await opening;
      if (!opened.ok) opening = null;
      return opened;
    },
    discard: async () => {
      const ending = await opening;
      opening = null;
      if (ending?.ok === true) await ending.value[Symbol.asyncDispose]();
    },
  };
}
