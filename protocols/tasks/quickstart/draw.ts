import { assert } from '#core/errors/assert.ts';
import { toDistinctIndices, type Rng } from '#core/rng/rng.ts';

/** One word, drawn. */
export function pick(rng: Rng, values: readonly string[]): string {
  return at(values, rng.int(0, values.length - 1));
}

/** The value at a position, read as a circle. */
export function at<T>(values: readonly T[], position: number): T {
  const value = values[position % values.length];
  assert(value !== undefined, 'a list of words is empty');
  return value;
}

/** `count` different words in random order. */
export function draw(rng: Rng, values: readonly string[], count: number): readonly string[] {
  return shuffle(
    rng,
    toDistinctIndices(rng, values.length, count).map((index) => at(values, index)),
  );
}

/** The words in random order. */
export function shuffle(rng: Rng, values: readonly string[]): readonly string[] {
  const left = [...values];
  return values.flatMap(() => left.splice(rng.int(0, left.length - 1), 1));
}
