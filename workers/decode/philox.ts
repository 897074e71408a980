import type { TrialKey } from '#core/model/trial.ts';

/*
 * Philox4x32-10, the counter-based generator of Salmon et al. 2011 ("Parallel random numbers: as easy as 1, 2, 3", §4.3;
 * github.com/DEShawResearch/random123, philox.h). Known-answer vectors: tests/unit/workers/decode/philox.test.ts.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
/** Weyl increments of the key words: golden ratio and √3 − 1. */
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of `a` × `MULTIPLIER_0`; halves of 16 bits keep every product within 32 bits. */
function toHighWord0(a: number): number {
  const low = a & 0xffff;
  const high = a >>> 16;
  const middle = (Math.imul(high, MULTIPLIER_0 & 0xffff) + (Math.imul(low, MULTIPLIER_0 & 0xffff) >>> 16)) | 0;
  const carry = (Math.imul(low, MULTIPLIER_0 >>> 16) + (middle & 0xffff)) | 0;
  return (Math.imul(high, MULTIPLIER_0 >>> 16) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/** High 32 bits of `a` × `MULTIPLIER_1`. */
function toHighWord1(a: number): number {
  const low = a & 0xffff;
  const high = a >>> 16;
  const middle = (Math.imul(high, MULTIPLIER_1 & 0xffff) + (Math.imul(low, MULTIPLIER_1 & 0xffff) >>> 16)) | 0;
  const carry = (Math.imul(low, MULTIPLIER_1 >>> 16) + (middle & 0xffff)) | 0;
  return (Math.imul(high, MULTIPLIER_1 >>> 16) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/** Key words of all rounds, length 20, signed: word 0 and word 1 of each round in turn. */
export function toKeySchedule(key0: number, key1: number): Int32Array {
  const schedule = new Int32Array(2 * ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    schedule[2 * round] = key0 + Math.imul(round, WEYL_0);
    schedule[2 * round + 1] = key1 + Math.imul(round, WEYL_1);
  }
  return schedule;
}

/** Writes the four words, as signed 32-bit integers, for one counter to `out`, length 4. */
export function fillPhilox(
  schedule: Int32Array,
  counter: readonly [number, number, number, number],
  out: Int32Array,
): void {
  fillRounds(schedule, counter[0], counter[1], counter[2], counter[3], out);
}

/** Five words in place of a tuple: one call per four tokens is the sampler's innermost cost. */
// oxlint-disable-next-line max-params
function fillRounds(schedule: Int32Array, c0: number, c1: number, c2: number, c3: number, out: Int32Array): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  for (let index = 0; index < 2 * ROUNDS; index += 2) {
    const high0 = toHighWord0(x0);
    const high1 = toHighWord1(x2);
    const low0 = Math.imul(x0, MULTIPLIER_0);
    const low1 = Math.imul(x2, MULTIPLIER_1);
    x0 = high1 ^ x1 ^ (schedule[index] ?? 0);
    x1 = low1;
    x2 = high0 ^ x3 ^ (schedule[index + 1] ?? 0);
    x3 = low0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/**
 * Noise of one trial: a pure function of (trial key, step, token). Order, batching and other trials never change it
 * (DESIGN §5.1). Key = words 0 and 1 of the trial key; a word is 8 hexadecimal digits.
 */
export interface TrialNoise {
  readonly schedule: Int32Array;
  readonly word2: number;
  readonly word3: number;
}

/** The noise that a trial key stands for. */
export function createTrialNoise(trialKey: TrialKey): TrialNoise {
  const toWord = (index: number): number => Number.parseInt(trialKey.slice(8 * index, 8 * index + 8), 16) | 0;
  return { schedule: toKeySchedule(toWord(0), toWord(1)), word2: toWord(2), word3: toWord(3) };
}

/**
 * Writes the words of tokens 4 × block … 4 × block + 3 to `out`, length 4, as signed 32-bit integers. The counter is
 * (block, step, word 2, word 3).
 * @param step position of the token in the output, 0-based.
 */
export function fillNoise(noise: TrialNoise, block: number, step: number, out: Int32Array): void {
  fillRounds(noise.schedule, block, step, noise.word2, noise.word3, out);
}
