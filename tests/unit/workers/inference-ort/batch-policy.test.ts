import { expect, it } from 'vitest';
import { toBatchPolicy, type BatchFacts } from '#workers/inference-ort/batch-policy.ts';

const plain: BatchFacts = {
  operatorTypes: new Set(['MatMul']),
  device: 'wasm',
  dtype: 'fp32',
  threads: 4,
  batchDelta: null,
};
const fourBit: BatchFacts = { ...plain, operatorTypes: new Set(['MatMulNBits']), dtype: 'q4', threads: 1 };
const dynamic: BatchFacts = { ...plain, operatorTypes: new Set(['MatMulInteger']), dtype: 'q8' };

it.each([
  ['fp32 on the processor, any threads', plain, 'A', 64],
  ['q4 on one thread', { ...fourBit, batchDelta: 0 }, 'A', 64],
  ['q4 on more threads', { ...fourBit, threads: 4, batchDelta: 0 }, 'B', 64],
  ['q4 whose bits move with the batch', { ...fourBit, threads: 4, batchDelta: 1e-5 }, 'B', 1],
  ['dynamic quantisation', dynamic, 'B', 1],
  ['half precision on the processor', { ...plain, dtype: 'fp16', threads: 1 }, 'B', 64],
  ['fp32 on a GPU', { ...plain, device: 'webgpu', threads: 1, batchDelta: 1.2e-5 }, 'B', 64],
  ['a GPU that mixes rows', { ...plain, device: 'webgpu', batchDelta: 0.5 }, 'B', 1],
  ['a GPU that gives no numbers', { ...plain, device: 'webgpu', batchDelta: NaN }, 'B', 1],
  ['half precision on a GPU', { ...plain, device: 'webgpu', dtype: 'fp16', batchDelta: 0.02 }, 'B', 64],
  ['dynamic quantisation on a GPU', { ...dynamic, device: 'webgpu', batchDelta: 0 }, 'B', 1],
] as const)('%s', (_, facts, reproducibilityClass, maxBatchSize) => {
  expect(toBatchPolicy(facts)).toMatchObject({ reproducibilityClass, maxBatchSize });
});
