import { assert } from '#core/errors/assert.ts';
import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** One sequence in the package's engine, token by token. */
export interface TokenEngine {
  /** Appends tokens to the sequence. @returns raw logits after the last of them, shape [vocabulary]; the caller's own copy. */
  forward(tokenIds: readonly number[], isPrefill: boolean): Promise<Float32Array>;
  /** Empties the sequence. */
  reset(): Promise<void>;
  /** Frees the model. */
  unload(): Promise<void>;
}

/**
 * Rows on an engine of one sequence: they follow each other, and each begins by computing the prompt anew, because the engine
 * cannot take back the end of a sequence (RUNTIMES §3).
 */
export class WebLlmBackend implements DecodeBackend {
  readonly vocabularySize: number;
  readonly #engine: TokenEngine;
  #prompt: readonly number[] = [];
  /** Whether the sequence is the prompt and nothing else. */
  #isAtPrompt = false;
  #isNewRow = false;

  constructor(engine: TokenEngine, vocabularySize: number) {
    this.#engine = engine;
    this.vocabularySize = vocabularySize;
  }

  async prefill(tokenIds: readonly number[]): Promise<Float32Array> {
    this.#prompt = tokenIds;
    this.#isNewRow = false;
    return this.#computePrompt();
  }

  fork(rowCount: number): void {
    assert(rowCount === 1, 'WebLLM decodes one row at a time');
    this.#isNewRow = true;
  }

  async step(tokenIds: readonly number[]): Promise<Float32Array> {
    if (this.#isNewRow && !this.#isAtPrompt) await this.#computePrompt();
    this.#isNewRow = false;
    this.#isAtPrompt = false;
    return this.#check(await this.#engine.forward(tokenIds, false));
  }

  drop(keptRows: readonly number[]): void {
    assert(keptRows.length === 1, 'the only row is kept, or the loop ends without a call');
  }

  async dispose(): Promise<void> {
    await this.#engine.unload();
  }

  async #computePrompt(): Promise<Float32Array> {
    this.#isAtPrompt = false;
    await this.#engine.reset();
    const logits = this.#check(await this.#engine.forward(this.#prompt, true));
    this.#isAtPrompt = true;
    return logits;
  }

  #check(logits: Float32Array): Float32Array {
    if (logits.length !== this.vocabularySize)
      throw new Error(`the engine gave ${logits.length} logits for a vocabulary of ${this.vocabularySize}`);
    return logits;
  }
}
