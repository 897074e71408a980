import { expose } from 'comlink';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';
import { createInferenceApi } from '#workers/decode/create-inference-api.ts';
import { loadModel } from './load-model.ts';
import { toRunFailure } from './runtime-failure.ts';

const macrotasks = createMacrotaskYield();

expose(
  createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => new Date().toISOString(),
    yieldToMessages: () => macrotasks.yieldToMessages(),
    load: ({ model, runtimeBaseUrl }) =>
      loadModel(model, {
        runtimeBaseUrl,
        isCrossOriginIsolated: crossOriginIsolated,
        now: () => performance.now(),
      }),
    toRunFailure,
  }) satisfies InferenceApi,
);
