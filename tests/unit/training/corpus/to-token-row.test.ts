import { describe, expect, it } from 'vitest';
import { createBpeCodec } from '#training/bpe/bpe-codec.ts';
import { SPECIAL_TOKENS, toTokenizerFiles } from '#training/bpe/tokenizer-files.ts';
import { trainBpe } from '#training/bpe/train-bpe.ts';
import { toCorpusDigest, toPool, toTexts } from '#training/corpus/corpus.ts';
import { toPromptIds, toTokenRow } from '#training/corpus/to-token-row.ts';
import { drawTrainingExample } from '#training/pipeline/draw-training-example.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';

const settings = { seed: 'test', examplesPerPool: 300 };
const conversations = toPool(settings, 0, drawTrainingExample);
const vocabulary = trainBpe(conversations.flatMap(toTexts), 700, SPECIAL_TOKENS);
const codec = createBpeCodec(vocabulary);

function openCodec() {
  const reader = createTextCodec(toTokenizerFiles(vocabulary, 512), null);
  if (!reader.ok) throw new Error(reader.failure.message);
  return reader.value;
}

describe('token rows of the generator', () => {
  it('are what the app gives the model, then the answer and the end token', () => {
    const reader = openCodec();
    const single = conversations.filter(({ turns }) => turns.length === 0);
    expect(single.length).toBeGreaterThan(200);
    for (const conversation of single) {
      const { system, user, assistant } = conversation;
      const rendered = reader.render({ system, user });
      if (!rendered.ok) throw new Error(rendered.failure.message);
      const prompt = reader.encode(rendered.value);
      const row = toTokenRow(conversation, codec);
      expect([...row.ids]).toEqual([...prompt, ...reader.encode(assistant), 1]);
      expect([...row.isAnswer].indexOf(1)).toBe(prompt.length);
      expect(toPromptIds(conversation, codec)).toEqual(prompt);
    }
  });

  it('count the answers of earlier turns as answers', () => {
    const exchange = { user: 'abc', assistant: 'de' };
    const row = toTokenRow({ ...exchange, system: null, turns: [exchange] }, codec);
    const answers = codec.encode('de').length + 1;
    expect(row.isAnswer.reduce((sum, flag) => sum + flag, 0)).toBe(2 * answers);
    expect(row.isAnswer.at(-1)).toBe(1);
  });
});

describe('the corpus', () => {
  it('has the same pools and the same hash each time', () => {
    expect(toPool(settings, 3, drawTrainingExample)).toEqual(toPool(settings, 3, drawTrainingExample));
    const digest = toCorpusDigest(settings, 2, drawTrainingExample);
    expect(digest).toEqual(toCorpusDigest(settings, 2, drawTrainingExample));
    expect(digest).toMatchObject({ pools: 2, examples: 600 });
    expect(toCorpusDigest({ ...settings, seed: 'other' }, 2, drawTrainingExample).sha256).not.toBe(digest.sha256);
  });
});
