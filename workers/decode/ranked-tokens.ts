/** Tokens of a row, best first: by score descending, then by id ascending. A heap, because few are usually taken. */
export class RankedTokens {
  readonly #scores: Float64Array;
  readonly #heap: Int32Array;
  #size = 0;

  /** Ranks all tokens whose score is above −Infinity. @param scores shape [vocabulary]; not to change while ranking. */
  constructor(scores: Float64Array) {
    this.#scores = scores;
    this.#heap = new Int32Array(scores.length);
    for (let token = 0; token < scores.length; token += 1) {
      if ((scores[token] ?? -Infinity) > -Infinity) {
        this.#heap[this.#size] = token;
        this.#size += 1;
      }
    }
    for (let position = (this.#size >> 1) - 1; position >= 0; position -= 1) this.#sink(position);
  }

  /** Tokens not yet taken. */
  get size(): number {
    return this.#size;
  }

  /** The best token not yet taken; `size` must be above 0. */
  take(): number {
    const top = this.#heap[0] ?? 0;
    this.#size -= 1;
    this.#heap[0] = this.#heap[this.#size] ?? 0;
    this.#sink(0);
    return top;
  }

  #isBefore(a: number, b: number): boolean {
    const scoreA = this.#scores[a] ?? 0;
    const scoreB = this.#scores[b] ?? 0;
    return scoreA > scoreB || (scoreA === scoreB && a < b);
  }

  #sink(start: number): void {
    const heap = this.#heap;
    const token = heap[start] ?? 0;
    let position = start;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      if (!this.#isBefore(heap[child] ?? 0, token)) break;
      heap[position] = heap[child] ?? 0;
      position = child;
    }
    heap[position] = token;
  }
}
