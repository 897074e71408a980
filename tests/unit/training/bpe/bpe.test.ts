import { describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { createBpeCodec } from '#training/bpe/bpe-codec.ts';
import { splitWords } from '#training/bpe/split-words.ts';
import { parseTokenizerJson, SPECIAL_TOKENS, toTokenizerFiles } from '#training/bpe/tokenizer-files.ts';
import { trainBpe } from '#training/bpe/train-bpe.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const SENTENCES = [
  'Pump P-104 in hall 3 leaks oil since 14:30, 7.5 bar.',
  "Conveyor belt slipping; it's louder than yesterday, they've called twice!",
  '{"asset": "chiller 12", "location": null, "fault": "high pressure"}',
  'पंप P-104 हॉल 3 में तेल रिस रहा है।',
  'लिफ्ट 12 मंज़िल 4 पर अटकी है, मरम्मत चाहिए।',
  '  two  spaces\n\nand\ttabs \r\n end ',
  'naïve café 数字 🙂👩‍🔧 ½ ² ५',
];

/** Sentences, cut and joined at random. */
function createTexts(count: number, seed: string): readonly string[] {
  const rng = createRng(seed);
  const pick = (): string => SENTENCES[rng.int(0, SENTENCES.length - 1)] ?? '';
  return Array.from({ length: count }, () =>
    (pick().slice(rng.int(0, 12)) + pick().slice(0, rng.int(0, 40))).toWellFormed(),
  );
}

const vocabulary = trainBpe(createTexts(400, 'train'), 480, SPECIAL_TOKENS);
const codec = createBpeCodec(vocabulary);
const texts = [...SENTENCES, ...createTexts(400, 'test')];

describe('byte-level BPE', () => {
  it('fills the vocabulary: special tokens, bytes, then merges of what is before them', () => {
    expect(vocabulary.tokens).toHaveLength(480);
    expect(vocabulary.tokens.slice(0, 5)).toEqual(SPECIAL_TOKENS);
    expect(new Set(vocabulary.tokens).size).toBe(480);
    expect(vocabulary.merges).toHaveLength(480 - 256 - 5);
    for (const [index, [left, right]] of vocabulary.merges.entries()) {
      expect(vocabulary.tokens.indexOf(left)).toBeLessThan(261 + index);
      expect(vocabulary.tokens[261 + index]).toBe(left + right);
    }
  });

  it('stops when no pair occurs twice', () => {
    expect(trainBpe(['abab'], 300, []).merges).toEqual([['a', 'b']]);
  });

  it('merges the most frequent pair first, and of equals the one with smaller ids', () => {
    const { merges } = trainBpe(['xy xy xy zw zw', 'qr qr'], 261, []);
    expect(merges.slice(0, 3)).toEqual([
      ['x', 'y'],
      ['q', 'r'],
      ['z', 'w'],
    ]);
  });

  it('does not depend on the order of the texts', () => {
    const shuffled = createTexts(400, 'train').toReversed();
    expect(trainBpe(shuffled, 480, SPECIAL_TOKENS)).toEqual(vocabulary);
  });

  it('gives back every text', () => {
    for (const text of texts) {
      expect(splitWords(text).join('')).toBe(text);
      expect(codec.decode(codec.encode(text))).toBe(text);
    }
  });

  it('gives the ids of the tokenizer that reads its files', () => {
    const files = toTokenizerFiles(vocabulary, 512);
    const reader = createTextCodec(files, null);
    if (!reader.ok) throw new Error(reader.failure.message);
    expect(reader.value).toMatchObject({ stopTokenIds: [1], contextLength: 512, chatTemplate: 'chat_template.jinja' });
    for (const text of texts) expect(codec.encode(text)).toEqual(reader.value.encode(text));
    for (const text of texts) expect(reader.value.decode(codec.encode(text))).toBe(text);
  });

  it('writes files that it can read again', () => {
    expect(parseTokenizerJson(toTokenizerFiles(vocabulary, 512)['tokenizer.json'] ?? '')).toEqual(vocabulary);
  });
});
