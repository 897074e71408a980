import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { createBpeCodec, type BpeCodec } from '#training/bpe/bpe-codec.ts';
import { parseTokenizerJson } from '#training/bpe/tokenizer-files.ts';
import { toPromptIds } from '#training/corpus/to-token-row.ts';
import { toConformancePrompts } from './conformance-prompts.ts';
import { createReferenceCodec, renderPrompts } from './reference-codec.ts';
import { fetchReferenceFile } from './reference-files.ts';
import { loadTransformersTokenizer, toMessages, toTransformersIds } from './transformers-js.ts';
import { openWllama } from './wllama-gguf.ts';

const prompts = toConformancePrompts();
let bpe: BpeCodec;

beforeAll(async () => {
  bpe = createBpeCodec(parseTokenizerJson(await (await fetchReferenceFile('tokenizer.json')).text()));
});

/** Ids by which the model was trained. */
function toTrainingIds() {
  return prompts.map(({ example }) => toPromptIds(example, bpe));
}

describe('fifty prompts, chat template included', () => {
  it('show every family, both languages, both splits and a system prompt', () => {
    expect(prompts).toHaveLength(50);
    const examples = prompts.map(({ example }) => example);
    expect(new Set(examples.map(({ family, language, split }) => `${family} ${language} ${split}`)).size).toBe(18);
    expect(examples.some(({ system }) => system !== null)).toBe(true);
  });

  it('have the same ids in the app', async () => {
    const codec = await createReferenceCodec();
    expect(renderPrompts(codec, prompts).map(codec.encode)).toEqual(toTrainingIds());
  });

  it('have the same ids in transformers.js', async () => {
    const tokenizer = await loadTransformersTokenizer();
    const ids = prompts.map(({ example }) => toTransformersIds(tokenizer, toMessages(example)));
    expect(ids).toEqual(toTrainingIds());
  });

  it('have the same ids in llama.cpp, by the template and the vocabulary of the GGUF file', async () => {
    const wllama = await openWllama();
    const ids: (readonly number[])[] = [];
    for (const { example } of prompts) {
      ids.push(await wllama.tokenize(await wllama.formatChat(toMessages(example), true), true));
    }
    expect(ids).toEqual(toTrainingIds());
    expect(wllama.getEOS()).toBe(bpe.toSpecialId('<|end|>'));
  });
});

it('conversations of several turns have the same ids in transformers.js', async () => {
  const rng = createRng('conformance-turns');
  const examples = Array.from({ length: 200 }, (_, index) =>
    createExample(rng.fork(String(index)), { split: 'train' }),
  );
  const joined = examples.filter(({ turns }) => turns.length > 0);
  expect(joined.length).toBeGreaterThan(10);
  const tokenizer = await loadTransformersTokenizer();
  for (const example of joined) {
    expect(toTransformersIds(tokenizer, toMessages(example))).toEqual(toPromptIds(example, bpe));
  }
});
