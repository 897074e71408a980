import { expose } from 'comlink';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createInferenceApi } from '#workers/decode/create-inference-api.ts';
import { toRunFailure } from '#workers/inference-ort/runtime-failure.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';
import { loadWebLlm } from './load-webllm.ts';

const macrotasks = createMacrotaskYield();

expose(
  createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => new Date().toISOString(),
    yieldToMessages: () => macrotasks.yieldToMessages(),
    load: ({ model }) => loadWebLlm(model, { now: () => performance.now() }),
    toRunFailure,
  }) satisfies InferenceApi,
);
