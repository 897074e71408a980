import type { WorkerHost } from './worker-host.ts';

/** A worker that is started at the first use and again after its death. */
export function createWorkerSlot<Api>(start: () => WorkerHost<Api>): () => WorkerHost<Api> {
  let host: WorkerHost<Api> | null = null;
  return () => {
    if (host === null || host.isDead) host = start();
    return host;
  };
}
