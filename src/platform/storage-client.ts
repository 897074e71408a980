import type { StorageApi } from '#workers/contract/storage.ts';
import { createWorkerHost, type WorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/**
 * Starts a storage worker. Journals have one of their own (`storage`), so that hashing a large model never holds up a
 * flush, and so that a download can be broken off by ending its worker (`model-files`).
 */
export function startStorageWorker(name: 'storage' | 'model-files', registry: WorkerRegistry): WorkerHost<StorageApi> {
  const worker = new Worker(new URL('../../workers/storage/storage.worker.ts', import.meta.url), {
    type: 'module',
    name,
  });
  return createWorkerHost<StorageApi>(name, worker, registry);
}
