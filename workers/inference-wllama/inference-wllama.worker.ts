import { expose } from 'comlink';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createInferenceApi } from '#workers/decode/create-inference-api.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';
import { loadGguf } from './load-gguf.ts';
import { toRunFailure } from './wllama-failure.ts';

// The package makes addresses absolute by the page's, which a worker does not have; ours are absolute already.
if (!('document' in globalThis)) Object.assign(globalThis, { document: { baseURI: location.href } });

const macrotasks = createMacrotaskYield();

expose(
  createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => new Date().toISOString(),
    yieldToMessages: () => macrotasks.yieldToMessages(),
    load: ({ model, runtimeBaseUrl }) =>
      loadGguf(model, {
        runtimeBaseUrl,
        isCrossOriginIsolated: crossOriginIsolated,
        now: () => performance.now(),
      }),
    toRunFailure,
  }) satisfies InferenceApi,
);
