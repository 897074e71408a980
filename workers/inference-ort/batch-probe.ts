import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** Sizes that are compared with one row; kernels choose their path by the number of rows. */
const BATCH_SIZES = [2, 4, 8, 16, 64];
/** Prompt of the probe: any tokens do, more than one so that the cache is not trivial. */
const PROMPT_LENGTH = 5;

/** True when the two rows have the same bits. */
function hasSameBits(a: Float32Array, b: Float32Array): boolean {
  const bitsOf = (row: Float32Array): Uint32Array => new Uint32Array(row.slice().buffer);
  const bits = bitsOf(b);
  return bitsOf(a).every((word, index) => word === bits[index]);
}

/**
 * True when a row's logits do not depend on how many rows run beside it, bit for bit: different tokens are decoded alone and
 * in batches after the same prompt. Leaves the backend without rows.
 */
export async function probeBatchIndependence(backend: DecodeBackend): Promise<boolean> {
  const size = backend.vocabularySize;
  const toToken = (index: number): number => (index * 7 + 3) % size;
  await backend.prefill(Array.from({ length: PROMPT_LENGTH }, (_, index) => toToken(index)));
  const alone: Float32Array[] = [];
  const aloneCount = 4;
  for (let row = 0; row < aloneCount; row += 1) {
    backend.fork(1);
    alone.push((await backend.step([toToken(row)])).slice());
  }
  for (const batchSize of BATCH_SIZES) {
    backend.fork(batchSize);
    const logits = await backend.step(Array.from({ length: batchSize }, (_, row) => toToken(row % aloneCount)));
    for (let row = 0; row < batchSize; row += 1) {
      const single = alone[row % aloneCount];
      if (single === undefined || !hasSameBits(single, logits.subarray(row * size, (row + 1) * size))) return false;
    }
  }
  return true;
}
