import { describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { createTinyLlama } from '#tests/support/tiny-llama/tiny-llama.ts';
import { createDetokeniser } from '#workers/decode/detokeniser.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const files = createTinyLlama({ hasChatTemplate: false });
const codec = createTextCodec({ 'tokenizer.json': String(files['tokenizer.json']) }, null);
if (!codec.ok) throw new Error(codec.failure.message);
const { encode, decode } = codec.value;

/** Texts after each token, one token at a time. */
function toTexts(tokenIds: readonly number[]): readonly string[] {
  const detokeniser = createDetokeniser(decode);
  return tokenIds.map((_, index) => {
    detokeniser.advance(tokenIds.slice(0, index + 1));
    return detokeniser.text;
  });
}

describe('detokeniser', () => {
  it('shows a character of several bytes only when it is whole', () => {
    const texts = toTexts(encode('a😀é').slice(1));
    expect(texts).toEqual(['a', 'a', 'a', 'a', 'a😀', 'a😀', 'a😀é']);
  });

  it('only ever appends, and ends with the decoded text, for any text', () => {
    const rng = createRng('texts');
    const alphabet = ['the', ' and', 'é', '日本', '😀', ' ', '\n', 'x', '👩‍👩‍👧', '\u0301', ' question'];
    for (let round = 0; round < 60; round += 1) {
      const text = Array.from({ length: 12 }, () => alphabet[rng.int(0, alphabet.length - 1)]).join('');
      const texts = toTexts(encode(text));
      for (const [index, shown] of texts.entries()) {
        expect(shown.startsWith(texts[index - 1] ?? '')).toBe(true);
        expect(text.startsWith(shown)).toBe(true);
      }
      expect(texts.at(-1)).toBe(text);
    }
  });

  it('goes on after bytes that never become a character', () => {
    const broken = [...encode('a').slice(1), 255, 254, ...encode('b').slice(1)];
    const last = toTexts(broken).at(-1);
    expect(last).toBe(decode(broken));
    expect(last).toContain('\uFFFD');
  });

  it('takes in several tokens at once', () => {
    const detokeniser = createDetokeniser(decode);
    detokeniser.advance(encode('one 日本'));
    detokeniser.advance(encode('one 日本'));
    expect(detokeniser.text).toBe('one 日本');
  });
});
