import { expect, test } from 'vitest';
import { WebLlmBackend, type TokenEngine } from '#workers/inference-webllm/webllm-backend.ts';

const VOCABULARY = 5;

/** An engine whose logits are a function of the whole sequence, so that a token too many or too few shows. */
function createEngine(): TokenEngine & { readonly calls: string[] } {
  let sequence: number[] = [];
  const calls: string[] = [];
  return {
    calls,
    forward: async (tokenIds, isPrefill) => {
      calls.push(`${isPrefill ? 'prefill' : 'decode'} ${tokenIds.join(' ')}`);
      sequence.push(...tokenIds);
      return toLogits(sequence);
    },
    reset: async () => {
      sequence = [];
    },
    unload: async () => undefined,
  };
}

function toLogits(sequence: readonly number[]): Float32Array {
  return Float32Array.from({ length: VOCABULARY }, (_, token) =>
    sequence.reduce((sum, id, place) => sum + Math.sin((id + 1) * (place + 1) * (token + 1)), 0),
  );
}

test('rows follow each other, each on the prompt alone', async () => {
  const engine = createEngine();
  const backend = new WebLlmBackend(engine, VOCABULARY);
  expect(await backend.prefill([1, 2, 3])).toEqual(toLogits([1, 2, 3]));
  backend.fork(1);
  expect(await backend.step([4])).toEqual(toLogits([1, 2, 3, 4]));
  expect(await backend.step([0])).toEqual(toLogits([1, 2, 3, 4, 0]));
  backend.fork(1);
  expect(await backend.step([2])).toEqual(toLogits([1, 2, 3, 2]));
  // The first row begins on the prompt that is there; the second computes it anew.
  expect(engine.calls).toEqual(['prefill 1 2 3', 'decode 4', 'decode 0', 'prefill 1 2 3', 'decode 2']);
});

test('another prompt starts from nothing', async () => {
  const backend = new WebLlmBackend(createEngine(), VOCABULARY);
  await backend.prefill([1, 2]);
  backend.fork(1);
  await backend.step([3]);
  expect(await backend.prefill([4])).toEqual(toLogits([4]));
});

test('logits of another vocabulary are no logits of this model', async () => {
  const backend = new WebLlmBackend(createEngine(), VOCABULARY + 1);
  await expect(backend.prefill([1])).rejects.toThrow('5 logits for a vocabulary of 6');
});
