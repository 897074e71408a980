import { parseTokenBytes } from '#core/text/token-bytes.ts';
import { toTokensOfSpan } from '#core/text/tokens-of-span.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const byteLevel = parseTokenBytes(
  JSON.stringify({
    model: { vocab: { the: 0, Ġanswer: 1, Ġis: 2, ĠA: 3, '.': 4, Ã: 5, '¼': 6 } },
    added_tokens: [
      { id: 7, content: '<|end|>', special: true },
      { id: 8, content: '[X]' },
    ],
    decoder: { type: 'ByteLevel' },
  }),
);
const sentencePiece = parseTokenBytes(
  JSON.stringify({
    model: {
      vocab: [
        ['▁the', -1],
        ['▁answer', -2],
        ['<0xC3>', -3],
        ['<0xBC>', -4],
      ],
    },
  }),
);

describe('tokens of a span', () => {
  const text = 'the answer is A.';

  test.each([
    [
      [0, 3],
      [0, 1],
    ],
    [
      [4, 10],
      [1, 2],
    ],
    [
      [14, 15],
      [3, 4],
    ],
    [
      [14, 16],
      [3, 5],
    ],
    [
      [2, 12],
      [0, 3],
    ],
    [
      [0, 16],
      [0, 5],
    ],
  ] as const)('%j of the text are tokens %j', (span, expected) => {
    expect(toTokensOfSpan([0, 1, 2, 3, 4, 7], byteLevel ?? new Map(), text, span)).toEqual(expected);
  });

  test('hold both halves of a character', () => {
    expect(toTokensOfSpan([0, 5, 6, 4], byteLevel ?? new Map(), 'theü.', [3, 4])).toEqual([1, 3]);
    expect(toTokensOfSpan([0, 2, 3, 1], sentencePiece ?? new Map(), 'theü answer', [3, 4])).toEqual([1, 3]);
  });

  test('are found where the decoder takes the first space away', () => {
    expect(toTokensOfSpan([0, 1], sentencePiece ?? new Map(), 'the answer', [0, 3])).toEqual([0, 1]);
    expect(toTokensOfSpan([0, 1], sentencePiece ?? new Map(), 'the answer', [4, 10])).toEqual([1, 2]);
  });

  test('are unknown where the tokens do not spell the text', () => {
    const bytes = byteLevel ?? new Map();
    expect(toTokensOfSpan([0, 1], bytes, 'no answer', [3, 9])).toBeNull();
    expect(toTokensOfSpan([0, 99], bytes, 'the answer', [4, 10])).toBeNull();
    expect(toTokensOfSpan([0], bytes, 'the answer', [4, 10])).toBeNull();
    expect(toTokensOfSpan([0, 5], bytes, 'the\ufffd', [3, 4])).toBeNull();
    expect(toTokensOfSpan([0, 1], bytes, 'the answer', [3, 3])).toBeNull();
  });

  test('leave special tokens out and take other added ones as they are written', () => {
    expect(toTokensOfSpan([7, 0, 8], byteLevel ?? new Map(), 'the[X]', [3, 6])).toEqual([2, 3]);
  });
});

describe('bytes of the embedded model’s tokens', () => {
  const tokenizerJson = readFileSync('public/models/reference/tokenizer.json', 'utf8');
  const bytes = parseTokenBytes(tokenizerJson) ?? new Map();
  const codec = createTextCodec({ 'tokenizer.json': tokenizerJson }, null);
  if (!codec.ok) throw new Error(codec.failure.message);

  test.each(['{"asset": "pump 7", "room": null}', 'critical', 'गंभीर त्रुटि, ७', '12 + 7 = 19\nDone.'])(
    'spell what the tokenizer decodes: %s',
    (wanted) => {
      const ids = codec.value.encode(wanted);
      const text = codec.value.decode(ids);
      expect(toTokensOfSpan(ids, bytes, text, [0, text.length])).toEqual([0, ids.length]);
      // Each half of the text is made of tokens that decode to it or to more.
      const middle = Math.floor(text.length / 2);
      const part = toTokensOfSpan(ids, bytes, text, [middle, text.length]);
      expect(codec.value.decode(ids.slice(part?.[0], part?.[1]))).toContain(text.slice(middle + 4));
    },
  );
});

test('a file that is no tokenizer has no bytes', () => {
  expect(parseTokenBytes('{')).toBeNull();
  expect(parseTokenBytes('{"model": {}}')).toBeNull();
});
