import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { sha256Hex } from '../hash/sha256.ts';

/** Ordinary random numbers for perturbations and resampling; trials use the counter-based generator of the decoder instead. */
export interface Rng {
  /** Uniform integer in [min, max], both included. */
  int(min: number, max: number): number;
  /** Fills `target` with uniform 32-bit words: what as many calls of `int(0, 2³² − 1)` would give, at a tenth of the cost. */
  fillWords(target: Uint32Array): void;
  /** Independent stream named by a label path; does not advance this one. */
  fork(label: string): Rng;
}

/** The generator gives signed words; pure-rand's own distributions shift them by this. */
const HALF_OF_WORDS = 2_147_483_648;

/** A stream that depends on `seed` and on nothing else. */
export function createRng(seed: string | number): Rng {
  const path = String(seed);
  const generator = xoroshiro128plus(Number.parseInt(sha256Hex(path).slice(0, 8), 16) | 0);
  return {
    int: (min, max) => uniformInt(generator, min, max),
    fillWords: (target) => {
      for (let index = 0; index < target.length; index += 1) target[index] = generator.next() + HALF_OF_WORDS;
    },
    fork: (label) => createRng(`${path}/${label}`),
  };
}

/** `count` distinct indices of [0, size), ascending; `count` ≤ `size`. Partial Fisher–Yates. */
export function toDistinctIndices(rng: Rng, size: number, count: number): readonly number[] {
  const indices = Array.from({ length: size }, (_, index) => index);
  for (let position = 0; position < count; position += 1) {
    const other = rng.int(position, size - 1);
    const kept = indices[position] ?? 0;
    indices[position] = indices[other] ?? 0;
    indices[other] = kept;
  }
  return indices.slice(0, count).toSorted((a, b) => a - b);
}
