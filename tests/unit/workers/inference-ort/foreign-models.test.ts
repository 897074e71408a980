import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { createTinyLlama, type TinyLlamaOptions } from '#tests/support/tiny-llama/tiny-llama.ts';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { createTestApi, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

const trialKeys = ['a', 'b', 'c', 'd'].map(sha256Hex);
const decoding = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 10,
  stopStrings: [],
};

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

async function load(api: InferenceApi, files: Files) {
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model: toVerifiedModel(files), runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  return loaded;
}

/** Outputs of four trials of a prompt, all in one batch or one by one. */
async function answer(options: TinyLlamaOptions, batchSize: number) {
  using api = createTestApi();
  const loaded = await load(api, createTinyLlama(options));
  if (!loaded.ok) throw new Error(loaded.failure.message);
  const prepared = await api.prepare([{ system: 'Be brief', user: 'what is the question?' }]);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const promptTokenIds = prepared.value[0]?.promptTokenIds ?? [];
  const result = await api.generate({ groupIndex: 0, promptTokenIds, trialKeys, decoding, batchSize });
  if (!result.ok) throw new Error(result.failure.message);
  return { report: loaded.value, prompt: prepared.value[0], outputs: result.value.rows.map((row) => row.output) };
}

// Each loads real graphs; on a busy machine that takes seconds.
const SLOW = { timeout: 60_000 };

describe('foreign Llama graphs', SLOW, () => {
  it.each([
    { hasChatTemplate: true, kvHeads: 2 },
    { hasChatTemplate: false, kvHeads: 4, hasPositionIds: false },
    { kvHeads: 1, hasLogitsToKeep: true },
    { hasExternalWeights: true, hasPositionIds: false },
  ] as const)('load and answer the same in any batch: %o', async (options) => {
    const batched = await answer(options, 4);
    expect(batched.report).toMatchObject({ maxBatchSize: 64, contextLength: 256, stopTokenIds: [301, 303] });
    expect((await answer(options, 1)).outputs).toEqual(batched.outputs);
  });

  it('give the same answers in each form of one graph', async () => {
    const { outputs } = await answer({}, 4);
    for (const form of [{ hasPositionIds: false }, { hasLogitsToKeep: true }, { hasExternalWeights: true }]) {
      expect((await answer(form, 4)).outputs).toEqual(outputs);
    }
  });

  it('use the chat template, or plain text after the beginning token', async () => {
    const chat = await answer({}, 4);
    expect(chat.report.chatTemplate).toBe('tokenizer_config.json');
    expect(chat.prompt?.prompt).toMatch(/^<\|im_start\|>system\nBe brief<\|im_end\|>/);
    expect(chat.prompt?.promptTokenIds[0]).toBe(302);
    const plain = await answer({ hasChatTemplate: false }, 4);
    expect(plain.report.chatTemplate).toBe('none');
    expect(plain.prompt?.prompt).toBe('Be brief\n\nwhat is the question?');
    expect(plain.prompt?.promptTokenIds[0]).toBe(300);
  });

  it('with dynamic quantisation may only run alone', async () => {
    const { report } = await answer({ hasDynamicQuantisation: true }, 1);
    const operators = ['DynamicQuantizeLinear', 'MatMulInteger'];
    expect(report).toMatchObject({ maxBatchSize: 1, graph: { batchSensitiveOperators: operators } });
    await expect(answer({ hasDynamicQuantisation: true }, 4)).rejects.toThrow(/batch of 4/);
  });
});

describe('a model that cannot be loaded', SLOW, () => {
  const whole = createTinyLlama();
  const without = (path: string): Files => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== path));
  const graph = whole['onnx/model.onnx'];
  const cut = typeof graph === 'object' ? graph.slice(0, graph.length >> 1) : new Uint8Array();

  it.each([
    { name: 'no tokenizer', files: without('tokenizer.json'), code: 'model-missing-file', location: 'tokenizer.json' },
    { name: 'no graph', files: without('onnx/model.onnx'), code: 'model-missing-file', location: 'onnx/model.onnx' },
    {
      name: 'a web page for a graph',
      files: { ...whole, 'onnx/model.onnx': '<!doctype html><title>404</title>' },
      code: 'model-not-a-model',
      location: 'onnx/model.onnx',
    },
    {
      name: 'half a graph',
      files: { ...whole, 'onnx/model.onnx': cut },
      code: 'model-not-a-model',
      location: 'onnx/model.onnx',
    },
    {
      name: 'a web page for a tokenizer',
      files: { ...whole, 'tokenizer.json': '<html></html>' },
      code: 'model-not-a-model',
      location: 'tokenizer.json',
    },
    {
      name: 'a tokenizer of another kind',
      files: { ...whole, 'tokenizer.json': '{"model":{"type":"Other"}}' },
      code: 'model-load-failed',
      location: 'tokenizer.json',
    },
  ])('fails with $code for $name', async ({ files, code, location }) => {
    using api = createTestApi();
    expect(await load(api, files)).toMatchObject({ ok: false, failure: { code, location } });
  });

  it('names external weights that are missing', async () => {
    using api = createTestApi();
    const { 'onnx/model.onnx_data': _, ...files } = createTinyLlama({ hasExternalWeights: true });
    const failure = { code: 'model-missing-file', location: 'onnx/model.onnx_data' };
    expect(await load(api, files)).toMatchObject({ ok: false, failure });
  });

  it('leaves a worker that refuses to generate', async () => {
    using api = createTestApi();
    expect(await api.prepare([])).toMatchObject({ ok: false, failure: { code: 'internal' } });
  });
});
