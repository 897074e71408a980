import { proxy } from 'comlink';
import type { BundleCodec } from '#harness/ports.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { createWorkerHost, type WorkerHost } from './worker-host.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** Bundle work, each in a worker of its own that ends with it and so gives its memory back. */
export function createBundleClient(registry: WorkerRegistry): BundleCodec {
  return {
    exportBundle: async (request) => {
      using host = startBundleWorker(registry);
      return await host.call((api) => api.exportBundle(request));
    },
    importBundle: async (blob, onStage) => {
      using host = startBundleWorker(registry);
      return await host.call((api) => api.importBundle(blob, onStage === undefined ? undefined : proxy(onStage)));
    },
    packArchive: async (files) => {
      using host = startBundleWorker(registry);
      return await host.call((api) => api.packArchive(files));
    },
    unpackArchive: async (blob) => {
      using host = startBundleWorker(registry);
      return await host.call((api) => api.unpackArchive(blob));
    },
  };
}

function startBundleWorker(registry: WorkerRegistry): WorkerHost<BundleApi> {
  const worker = new Worker(new URL('../../workers/bundle/bundle.worker.ts', import.meta.url), {
    type: 'module',
    name: 'bundle',
  });
  return createWorkerHost<BundleApi>('bundle', worker, registry);
}
