import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** Prompt of the probe, longer than a row's own tokens so that both matter. */
const PROMPT_LENGTH = 9;
/** Rows at first; the middle one is dropped on the way. */
const ROWS = 3;
const KEPT_ROWS = [0, 2];

/**
 * Logits of a fixed way through a backend: a prompt, rows that go apart, one of them dropped, and one row alone. Two graphs of the same model give nearly the same.
 * @returns one array a call, in order; leaves the backend without rows that matter.
 */
export async function readProbeLogits(backend: DecodeBackend): Promise<readonly Float32Array[]> {
  const size = backend.vocabularySize;
  const toToken = (index: number): number => (index * 11 + 5) % size;
  const toTokens = (rows: number, from: number): readonly number[] =>
    Array.from({ length: rows }, (_, row) => toToken(from + row));
  const taken: Float32Array[] = [];
  taken.push((await backend.prefill(toTokens(PROMPT_LENGTH, 0))).slice());
  backend.fork(ROWS);
  taken.push((await backend.step(toTokens(ROWS, 20))).slice(), (await backend.step(toTokens(ROWS, 30))).slice());
  backend.drop(KEPT_ROWS);
  taken.push((await backend.step(toTokens(KEPT_ROWS.length, 40))).slice());
  backend.fork(1);
  taken.push((await backend.step(toTokens(1, 50))).slice());
  return taken;
}

/** Largest distance between logits of the same calls; NaN where one is not a number, Infinity where their sizes differ. */
export function toProbeDelta(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let largest = 0;
  for (const [call, logits] of a.entries()) {
    const others = b[call];
    if (others?.length !== logits.length) return Infinity;
    for (const [index, logit] of logits.entries()) {
      const delta = Math.abs(logit - (others[index] ?? NaN));
      if (!(delta <= largest)) largest = delta;
    }
  }
  return largest;
}
