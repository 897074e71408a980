import * as z from 'zod';
import type { Rng } from '#core/rng/rng.ts';
import type { Batch } from './training-session.ts';

/** One row of tokens. `isAnswer[position]` is 1 where the token is part of an answer, 0 where it is prompt. */
export interface TokenRow {
  readonly ids: Uint16Array;
  readonly isAnswer: Uint8Array;
}

/** How rows become batches. */
export const BatchSettings = z.strictObject({
  /** Rows × longest row of a batch stay at or below this. */
  maxTokens: z.int().positive(),
  /** Weight of the loss on prompt tokens; that on answer tokens is 1. */
  promptWeight: z.number().min(0).max(1),
  /**
   * Share of the prompt tokens that are judged, each with weight promptWeight / promptShare: the same expected gradient, but
   * the head computes fewer rows.
   */
  promptShare: z.number().positive().max(1),
});
export type BatchSettings = z.infer<typeof BatchSettings>;

/** Rows of similar length together, so that little is padding; the order of the batches is random. */
export function planBatches(rows: readonly TokenRow[], maxTokens: number, rng: Rng): readonly (readonly TokenRow[])[] {
  const batches: TokenRow[][] = [];
  let current: TokenRow[] = [];
  for (const row of rows.toSorted((a, b) => a.ids.length - b.ids.length)) {
    if (current.length > 0 && (current.length + 1) * (row.ids.length - 1) > maxTokens) {
      batches.push(current);
      current = [];
    }
    current.push(row);
  }
  if (current.length > 0) batches.push(current);
  return shuffle(batches, rng);
}

/** Fisher–Yates, in place. */
function shuffle<T>(list: T[], rng: Rng): readonly T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = rng.int(0, last);
    const [a, b] = [list[last], list[other]];
    if (a !== undefined && b !== undefined) [list[last], list[other]] = [b, a];
  }
  return list;
}

/** Tensors of a batch: position t predicts token t + 1, so a row of n tokens has n − 1 positions. */
export function toBatch(rows: readonly TokenRow[], settings: BatchSettings, rng: Rng): Batch {
  const time = Math.max(...rows.map((row) => row.ids.length)) - 1;
  const ids = new BigInt64Array(rows.length * time);
  const selected: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  const threshold = Math.round(settings.promptShare * 1_000_000);
  for (const [index, row] of rows.entries()) {
    for (let position = 0; position + 1 < row.ids.length; position += 1) {
      ids[index * time + position] = BigInt(row.ids[position] ?? 0);
      const isAnswer = row.isAnswer[position + 1] === 1;
      if (!isAnswer && rng.int(1, 1_000_000) > threshold) continue;
      selected.push(index * time + position);
      targets.push(row.ids[position + 1] ?? 0);
      weights.push(isAnswer ? 1 : settings.promptWeight / settings.promptShare);
    }
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    ids,
    rows: rows.length,
    time,
    selected: BigInt64Array.from(selected, BigInt),
    targets: BigInt64Array.from(targets, BigInt),
    weights: Float32Array.from(weights, (weight) => weight / sum),
  };
}
