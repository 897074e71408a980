import type { Wllama } from '@wllama/wllama/esm/index.js';
import { assert } from '#core/errors/assert.ts';
import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** Natural log of the smallest float32 above 0: what is known of a probability that the runtime rounded to 0. */
const LOWEST_LOG = -103.28;
/** How far a sum of float32 probabilities over a vocabulary can be from 1. */
const SUM_SLACK = 1e-3;

/** The runtime's probabilities of a whole vocabulary do not add up, so no logits can be had from them. */
export class ProbabilityError extends Error {}

/**
 * One sequence in llama.cpp. The prompt is computed once; a row is what follows it, and the next row begins by cutting the
 * sequence off behind the prompt, so rows follow each other. Logits are natural logs of the runtime's own probabilities, which
 * it computes at T = 1 before any control: raw logits but for a constant, which no use of them sees.
 */
export class WllamaBackend implements DecodeBackend {
  readonly vocabularySize: number;
  readonly #wllama: Wllama;
  /** Whether the sequence can be cut; of a model with a recurrent state it cannot, and the prompt is computed anew. */
  readonly #canTruncate: boolean;
  #prompt: readonly number[] = [];
  /** Tokens in the runtime's cache. */
  #length = 0;

  constructor(wllama: Wllama, vocabularySize: number, canTruncate: boolean) {
    this.#wllama = wllama;
    this.vocabularySize = vocabularySize;
    this.#canTruncate = canTruncate;
  }

  async prefill(tokenIds: readonly number[]): Promise<Float32Array> {
    this.#prompt = tokenIds;
    await this.#wllama.kvClear();
    this.#length = 0;
    return this.#append(tokenIds);
  }

  fork(rowCount: number): void {
    assert(rowCount === 1, 'llama.cpp decodes one row at a time here');
    this.#isNewRow = true;
  }

  #isNewRow = false;

  async step(tokenIds: readonly number[]): Promise<Float32Array> {
    if (this.#isNewRow) await this.#rewind();
    this.#isNewRow = false;
    return this.#append(tokenIds);
  }

  drop(keptRows: readonly number[]): void {
    assert(keptRows.length === 1, 'the only row is kept, or the loop ends without a call');
  }

  async dispose(): Promise<void> {
    await this.#wllama.exit();
  }

  /** Back to the end of the prompt. */
  async #rewind(): Promise<void> {
    if (this.#length === this.#prompt.length) return;
    if (this.#canTruncate) {
      await this.#wllama.kvRemove(this.#prompt.length, -1);
      this.#length = this.#prompt.length;
      return;
    }
    await this.#wllama.kvClear();
    this.#length = 0;
    await this.#append(this.#prompt);
  }

  async #append(tokenIds: readonly number[]): Promise<Float32Array> {
    const { nPast } = await this.#wllama.decode([...tokenIds], {});
    this.#length = nPast;
    const logits = new Float32Array(this.vocabularySize).fill(LOWEST_LOG);
    let sum = 0;
    for (const { token, p } of await this.#wllama.getLogits(-1)) {
      sum += p;
      if (p > 0) logits[token] = Math.log(p);
    }
    if (!(Math.abs(sum - 1) < SUM_SLACK))
      throw new ProbabilityError(`the probabilities of all tokens add up to ${sum}`);
    return logits;
  }
}
