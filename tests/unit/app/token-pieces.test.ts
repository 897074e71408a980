import { parseTokenPieces } from '#app/features/transcripts/token-pieces.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('pieces of a byte-level vocabulary are text, half a character its bytes', () => {
  const tokenizer = {
    model: { vocab: { Ġthe: 0, 'Ã¼': 1, Ã: 2 } },
    added_tokens: [{ id: 3, content: '<|end|>' }],
    decoder: { type: 'ByteLevel' },
  };
  const pieces = parseTokenPieces({ 'tokenizer.json': JSON.stringify(tokenizer) });
  expect([...pieces]).toEqual([
    [0, ' the'],
    [1, 'ü'],
    [2, '\\xc3'],
    [3, '<|end|>'],
  ]);
});

test('pieces of the embedded model cover its vocabulary', () => {
  const text = readFileSync('public/models/reference/tokenizer.json', 'utf8');
  expect(parseTokenPieces({ 'tokenizer.json': text }).size).toBe(2048);
});

test('without a readable vocabulary there are no pieces', () => {
  expect(parseTokenPieces({}).size).toBe(0);
  expect(parseTokenPieces({ 'tokenizer.json': '{' }).size).toBe(0);
});
