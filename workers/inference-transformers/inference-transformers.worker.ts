import { expose } from 'comlink';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createInferenceApi } from '#workers/decode/create-inference-api.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';
import { toRunFailure } from '#workers/inference-ort/runtime-failure.ts';
import { loadTransformers } from './load-transformers.ts';

const macrotasks = createMacrotaskYield();

expose(
  createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => new Date().toISOString(),
    yieldToMessages: () => macrotasks.yieldToMessages(),
    load: ({ model, runtimeBaseUrl }) =>
      loadTransformers(model, {
        runtimeBaseUrl,
        isCrossOriginIsolated: crossOriginIsolated,
        now: () => performance.now(),
      }),
    toRunFailure,
  }) satisfies InferenceApi,
);
