import { describe, expect, it } from 'vitest';
import { createTrialNoise, fillNoise, fillPhilox, toKeySchedule } from '#workers/decode/philox.ts';

/** Words as unsigned hexadecimal. */
function toHex(words: Int32Array): string {
  return [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ');
}

describe('philox4x32-10', () => {
  // Random123 1.14, tests/kat_vectors, lines "philox4x32 10".
  it.each([
    { counter: [0, 0, 0, 0], key: [0, 0], words: '6627e8d5 e169c58d bc57ac4c 9b00dbd8' },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      words: '408f276d 41c83b0e a20bc7c6 6d5451fd',
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      words: 'd16cfe09 94fdcceb 5001e420 24126ea1',
    },
  ] as const)('gives the known answer for key $key', ({ counter, key, words }) => {
    const out = new Int32Array(4);
    fillPhilox(toKeySchedule(key[0], key[1]), counter, out);
    expect(toHex(out)).toBe(words);
  });

  it('reads key and counter of a trial from the first 128 bits of its key', () => {
    const noise = createTrialNoise(`a4093822299f31d013198a2e03707344${'0'.repeat(32)}`);
    const out = new Int32Array(4);
    fillNoise(noise, 0x243f6a88, 0x85a308d3, out);
    expect(toHex(out)).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
  });
});
