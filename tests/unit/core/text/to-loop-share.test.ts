import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { toLoopShare } from '#core/text/to-loop-share.ts';

describe('the loop of a text', () => {
  test.each([
    ['', 0],
    ['pump 7', 0],
    ['no no no no', 0],
    ['a'.repeat(15), 0],
    ['a'.repeat(16), 1],
    ['ab'.repeat(8), 1],
    // Three repeats are none, four are; the last may be cut off.
    ['the pump stands. '.repeat(3), 0],
    ['the pump stands. '.repeat(4), 1],
    [`${'the pump stands. '.repeat(4)}the pu`, 1],
    // 20 of 40 code points.
    [`{"asset": "mixer 8"}${'ಕ್'.repeat(10)}`, 0.5],
    // Code points, not UTF-16 units: 16 of 20.
    [`pump${'😀'.repeat(16)}`, 0.8],
    ['{"fault": "oil leak", "asset": "lift 4", "since": "Monday"}', 0],
  ])('%j: %f', (text, share) => {
    expect(toLoopShare(text)).toBeCloseTo(share, 12);
  });

  test('units over 64 are not looked for', () => {
    const unit = (length: number) => Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    expect(toLoopShare(unit(64).repeat(4))).toBe(1);
    expect(toLoopShare(unit(65).repeat(5))).toBe(0);
  });
});

/** The same by a backreference: the longest match of a unit with three copies and a cut-off one, over all starts. */
function toShareByRegex(text: string): number {
  let longest = 0;
  for (let start = 0; start < text.length; start += 1) {
    for (let unit = 1; unit <= 64; unit += 1) {
      const one = text.slice(start, start + unit);
      if (one.length < unit) break;
      let end = start + unit;
      while (end < text.length && text[end] === one[(end - start) % unit]) end += 1;
      const row = end - start;
      if (row >= 16 && row >= 4 * unit) longest = Math.max(longest, row);
    }
  }
  return text.length === 0 ? 0 : longest / text.length;
}

property.prop([fc.array(fc.constantFrom('a', 'b', 'ab', 'aba', 'ababab', 'bbbbb'), { maxLength: 20 })], {
  numRuns: 300,
})('is what trying every start and unit finds', (parts) => {
  const text = parts.join('');
  expect(toLoopShare(text)).toBeCloseTo(toShareByRegex(text), 12);
});
