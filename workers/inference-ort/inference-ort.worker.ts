import { expose } from 'comlink';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';
import { createInferenceApi } from './create-inference-api.ts';

const macrotasks = createMacrotaskYield();

expose(
  createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => new Date().toISOString(),
    yieldToMessages: () => macrotasks.yieldToMessages(),
    isCrossOriginIsolated: crossOriginIsolated,
  }) satisfies InferenceApi,
);
