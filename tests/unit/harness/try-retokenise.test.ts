import { expect, test } from 'vitest';
import { tryRetokenise } from '#harness/try-retokenise.ts';
import { readReferenceTokenizerFiles } from '#tests/support/builders-bundle.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const files = readReferenceTokenizerFiles();
const createCodec = (given: Readonly<Record<string, string>>) => createTextCodec(given, null);
const texts = [
  { name: 'own text', text: 'Which pump leaks in the workshop?' },
  { name: 'kannada', text: 'ಯಾವ ಪಂಪ್ ಸೋರುತ್ತಿದೆ?' },
];

function tryOn(probability: number, masterSeed = 1) {
  const tried = tryRetokenise({ files, texts, probability, masterSeed }, createCodec);
  if (!tried.ok) throw new Error(tried.failure.message);
  return tried.value;
}

test('every text stays the same in other tokens, which the seed decides', () => {
  const [english] = tryOn(0.5);
  const toText = (tokens: readonly { readonly text: string }[]): string => tokens.map(({ text }) => text).join('');
  expect(toText(english?.own ?? []).replaceAll('␣', ' ')).toContain('Which pump leaks in the workshop?');
  expect(toText(english?.other ?? [])).toBe(toText(english?.own ?? []));
  expect(english?.other.length).toBeGreaterThan(english?.own.length ?? 0);
  expect(tryOn(0.5)).toEqual(tryOn(0.5));
  expect(tryOn(0.5, 2)).not.toEqual(tryOn(0.5));
});

test('at 1 each byte is a token, and a byte that is no character is shown as such', () => {
  const [english, kannada] = tryOn(1);
  const withText = english?.other.filter(({ text }) => text !== '');
  expect(withText).toHaveLength(new TextEncoder().encode(texts[0]?.text).length);
  expect(kannada?.other.some(({ text }) => /^‹[0-9A-F]{2}›$/.test(text))).toBe(true);
});

test('a tokenizer that the axis refuses is named, and so is a text that is too long', () => {
  const json: unknown = JSON.parse(files['tokenizer.json'] ?? '{}');
  const unlike = {
    ...files,
    'tokenizer.json': JSON.stringify({ ...Object(json), pre_tokenizer: null, decoder: null }),
  };
  const refused = tryRetokenise({ files: unlike, texts, probability: 0.1, masterSeed: 1 }, createCodec);
  expect(!refused.ok && refused.failure.message).toContain('byte-level BPE');
  const long = [{ name: 'own text', text: 'a'.repeat(20_001) }];
  expect(tryRetokenise({ files, texts: long, probability: 0.1, masterSeed: 1 }, createCodec).ok).toBe(false);
});
