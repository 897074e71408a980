import { createRng } from '#core/rng/rng.ts';
import { createDrawTape, type TapeReader } from '#harness/draw-tape.ts';
import { expect, test } from 'vitest';

const LENGTH = 70_000;

function read(seed: number, sizes: (index: number) => number, length = LENGTH): readonly number[] {
  const { drawIndex } = createDrawTape(createRng(seed)).open();
  return Array.from({ length }, (_, index) => drawIndex(sizes(index)));
}

/** One draw at a time, as bytes: comparing long lists of numbers takes seconds. */
function readBytes({ drawIndex }: TapeReader, size: number, length = LENGTH): Buffer {
  return Buffer.from(Uint32Array.from({ length }, () => drawIndex(size)).buffer);
}

test('every reader of a tape sees the same draws from their start', () => {
  const tape = createDrawTape(createRng(1));
  const early = readBytes(tape.open(), 10);
  expect(readBytes(tape.open(), 10).equals(early)).toBe(true);
  expect(readBytes(createDrawTape(createRng(1)).open(), 10).equals(early)).toBe(true);
  expect(readBytes(createDrawTape(createRng(2)).open(), 10).equals(early)).toBe(false);
});

test('many draws at once are the same draws, whatever the lengths and between single ones', () => {
  const tape = createDrawTape(createRng(6), 1);
  const single = tape.open();
  const reader = tape.open();
  for (const [size, length] of [
    [7, 3],
    [1000, 65_530],
    [4_000_000_000, 200_000],
    [1, 5],
    [65_537, 65_536],
  ] as const) {
    const target = new Uint32Array(length);
    reader.drawIndices(size, target);
    expect(Buffer.from(target.buffer).equals(readBytes(single, size, length)), `${size}`).toBe(true);
    expect(reader.drawIndex(size)).toBe(single.drawIndex(size));
  }
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
  const toDraws = (keptChunks: number): readonly Buffer[] => {
    const tape = createDrawTape(createRng(5), keptChunks);
    return [tape.open(), tape.open()].map((reader) => readBytes(reader, 1000, 4 * 65_536));
  };
  const [first, second] = toDraws(1);
  const [kept] = toDraws(9);
  expect(first?.equals(second ?? Buffer.of())).toBe(true);
  expect(first?.equals(kept ?? Buffer.of())).toBe(true);
});
