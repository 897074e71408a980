import { toCodePointText, toVisibleParts } from '#core/text/visible-text.ts';
import { expect, test } from 'vitest';

test('characters without a picture get their names, the rest stays', () => {
  expect(toVisibleParts('a\u200Bb\u200F\u2066')).toEqual([
    { text: 'a', isName: false },
    { text: 'ZWSP', isName: true },
    { text: 'b', isName: false },
    { text: 'RLM', isName: true },
    { text: 'LRI', isName: true },
  ]);
});

test('a format character without a common name shows its code point', () => {
  expect(toVisibleParts('\u{E0001}\u3000\u0007')).toEqual([
    { text: 'U+E0001', isName: true },
    { text: 'U+3000', isName: true },
    { text: 'U+0007', isName: true },
  ]);
});

test('spaces, tabs, line breaks and combining marks stay', () => {
  expect(toVisibleParts('a b\tc\ne\u0301')).toEqual([{ text: 'a b\tc\ne\u0301', isName: false }]);
  expect(toVisibleParts('')).toEqual([]);
});

test('code points have four digits or more, one each above the first plane', () => {
  expect(toCodePointText('e\u0301\u{1F600}')).toBe('U+0065 U+0301 U+1F600');
});
