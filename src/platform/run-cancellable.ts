import type { Remote } from 'comlink';
import { toFailed, type Result } from '#core/errors/result.ts';
import type { InferenceApi } from '#workers/contract/inference.ts';
import type { WorkerHost } from './worker-host.ts';

/** How long a worker may take to heed a cancel before it is ended, ms. */
const CANCEL_DEADLINE_MS = 2000;

/**
 * A call that `signal` ends with `cancelled`, in two steps: the worker is asked to stop, and is ended when it has not
 * stopped within two seconds. A call that is done before it hears of the cancel keeps its answer.
 */
export async function runCancellable<T>(
  host: WorkerHost<InferenceApi>,
  signal: AbortSignal,
  operation: (api: Remote<InferenceApi>) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (signal.aborted) return toCancelled();
  const cancelled = Promise.withResolvers<Result<never>>();
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const onAbort = (): void => {
    void host.ask((api) => api.cancel());
    deadline = setTimeout(() => {
      cancelled.resolve(toCancelled());
      host.kill();
    }, CANCEL_DEADLINE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([host.call(operation), cancelled.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(deadline);
  }
}

function toCancelled(): Result<never> {
  return toFailed('cancelled', 'Generation was cancelled.');
}
