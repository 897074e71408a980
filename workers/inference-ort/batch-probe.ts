import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** Sizes that are compared with one row; kernels choose their path by the number of rows. */
export const BATCH_SIZES = [2, 4, 8, 16, 64] as const;
/** Prompt of the probe: any tokens do, more than one so that the cache is not trivial. */
const PROMPT_LENGTH = 5;

/** Largest distance between two rows; NaN where a number is not one. */
function toLargestDelta(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let index = 0; index < a.length; index += 1) {
    const delta = Math.abs((a[index] ?? 0) - (b[index] ?? 0));
    if (!(delta <= largest)) largest = delta;
  }
  return largest;
}

/**
 * How far a row's logits move with the number of rows that run beside it: different tokens are decoded alone and in batches after
 * the same prompt. Leaves the backend without rows.
 * @returns max |Δlogit|; 0 = the same numbers.
 */
export async function probeBatchDelta(backend: DecodeBackend, batchSizes: readonly number[]): Promise<number> {
  const size = backend.vocabularySize;
  const toToken = (index: number): number => (index * 7 + 3) % size;
  await backend.prefill(Array.from({ length: PROMPT_LENGTH }, (_, index) => toToken(index)));
  const alone: Float32Array[] = [];
  const aloneCount = Math.min(4, batchSizes.length);
  for (let row = 0; row < aloneCount; row += 1) {
    backend.fork(1);
    alone.push((await backend.step([toToken(row)])).slice());
  }
  let largest = 0;
  for (const batchSize of batchSizes) {
    backend.fork(batchSize);
    const logits = await backend.step(Array.from({ length: batchSize }, (_, row) => toToken(row % aloneCount)));
    for (let row = 0; row < batchSize; row += 1) {
      const delta = toLargestDelta(alone[row % aloneCount] ?? logits, logits.subarray(row * size, (row + 1) * size));
      if (!(delta <= largest)) largest = delta;
    }
  }
  return largest;
}
