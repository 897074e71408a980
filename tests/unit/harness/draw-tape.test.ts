import { createRng } from '#core/rng/rng.ts';
import { createDrawTape } from '#harness/draw-tape.ts';
import { expect, test } from 'vitest';

const LENGTH = 70_000;

function read(seed: number, sizes: (index: number) => number, length = LENGTH): readonly number[] {
  const draw = createDrawTape(createRng(seed)).open();
  return Array.from({ length }, (_, index) => draw(sizes(index)));
}

test('every reader of a tape sees the same draws from their start', () => {
  const tape = createDrawTape(createRng(1));
  const first = tape.open();
  const early = Array.from({ length: LENGTH }, () => first(10));
  const second = tape.open();
  expect(Array.from({ length: LENGTH }, () => second(10))).toEqual(early);
  expect(read(1, () => 10)).toEqual(early);
  expect(read(2, () => 10)).not.toEqual(early);
});

test('an index is below its size, and sizes may change between draws', () => {
  const draws = read(3, (index) => (index % 1000) + 1, 5000);
  expect(draws.every((draw, index) => Number.isInteger(draw) && draw >= 0 && draw <= index % 1000)).toBe(true);
});

test('indices are uniform: χ² of ten places over 70,000 draws', () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const draw of read(4, () => 10)) counts[draw] = (counts[draw] ?? 0) + 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - LENGTH / 10) ** 2 / (LENGTH / 10), 0);
  // The 99.99 % point with 9 degrees of freedom.
  expect(chiSquare).toBeLessThan(33.7);
});

test('draws beyond what is kept are those of a tape that keeps them, for every reader', () => {
  const toDraws = (keptChunks: number): readonly (readonly number[])[] => {
    const tape = createDrawTape(createRng(5), keptChunks);
    return [tape.open(), tape.open()].map((draw) => Array.from({ length: 4 * 65_536 }, () => draw(1000)));
  };
  const [first, second] = toDraws(1);
  expect(second).toEqual(first);
  expect(toDraws(9)[0]).toEqual(first);
});
