import { expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';

test('words are what single draws of all 32 bits give, and both go on where the other stopped', () => {
  const single = createRng('words');
  const filled = createRng('words');
  for (const length of [1, 0, 1000]) {
    const words = new Uint32Array(length);
    filled.fillWords(words);
    expect([...words]).toEqual(Array.from({ length }, () => single.int(0, 4_294_967_295)));
    expect(filled.int(1, 6)).toBe(single.int(1, 6));
  }
});
