import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTinyLlama } from '#tests/support/tiny-llama/tiny-llama.ts';
import type { InferenceApi, PreparedPrompt } from '#workers/contract/inference.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

const OPTIONS = ['order a new washer ring', 'stop', 'wait until the next inspection in the garage', 'ask again'];

async function open(files: Files): Promise<InferenceApi & Disposable> {
  const api = createTestApi();
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model: toVerifiedModel(files), runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  if (!loaded.ok) throw new Error(loaded.failure.message);
  return api;
}

async function prepare(api: InferenceApi, continuations: readonly string[]): Promise<Required<PreparedPrompt>> {
  const prepared = await api.prepare([{ system: null, user: 'What is to be done?', continuations }]);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const [first] = prepared.value;
  if (first?.continuations === undefined) throw new Error('no continuations');
  return { ...first, continuations: first.continuations };
}

/** ln p of every token but the first of a sequence, from one run over the whole of it by onnxruntime-node. */
async function scoreWhole(graph: InferenceSession, tokenIds: readonly number[]): Promise<readonly number[]> {
  const ids = BigInt64Array.from(tokenIds, BigInt);
  const length = tokenIds.length;
  const feeds: Record<string, Tensor> = {};
  for (const { name, ...metadata } of graph.inputMetadata) {
    if (name.startsWith('past_key_values.') && metadata.isTensor)
      feeds[name] = new Tensor('float32', new Float32Array(), [
        1,
        Number(metadata.shape[1]),
        0,
        Number(metadata.shape[3]),
      ]);
  }
  feeds['input_ids'] = new Tensor('int64', ids, [1, length]);
  feeds['attention_mask'] = new Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]);
  if (graph.inputNames.includes('position_ids'))
    feeds['position_ids'] = new Tensor(
      'int64',
      BigInt64Array.from(tokenIds, (_, at) => BigInt(at)),
      [1, length],
    );
  const { logits } = await graph.run(feeds);
  if (!(logits?.data instanceof Float32Array) || logits.dims[1] !== length) throw new Error('logits of every position');
  const { data } = logits;
  const size = Number(logits.dims[2]);
  return tokenIds.slice(1).map((token, at) => {
    const row = [...data.subarray(at * size, (at + 1) * size)];
    const largest = row.reduce((most, logit) => Math.max(most, logit), -Infinity);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    return (row[token] ?? NaN) - largest - Math.log(sum);
  });
}

// Real models on a busy machine: seconds, not milliseconds.
const SLOW = { timeout: 60_000 };

const MODELS: readonly { readonly name: string; readonly read: () => Promise<Files> }[] = [
  { name: 'the reference model', read: readReferenceFiles },
  { name: 'a foreign model', read: async () => createTinyLlama() },
  { name: 'a foreign model without a chat template', read: async () => createTinyLlama({ hasChatTemplate: false }) },
];

describe.each(MODELS)('log-probabilities of $name', SLOW, ({ read }) => {
  let api: InferenceApi & Disposable;
  let graph: InferenceSession;
  beforeAll(async () => {
    const files = await read();
    api = await open(files);
    const bytes = files['onnx/model.onnx'];
    if (!(bytes instanceof Uint8Array)) throw new Error('the graph is bytes');
    graph = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  }, 60_000);
  afterAll(async () => {
    api[Symbol.dispose]();
    await graph.release();
  });

  it('of options are those of the whole sequence in another runtime', async () => {
    const { promptTokenIds, continuations } = await prepare(api, OPTIONS);
    const result = await api.scoreContinuations({ groupIndex: 0, promptTokenIds, continuations, batchSize: 4 });
    if (!result.ok) throw new Error(result.failure.message);
    for (const [index, tokenIds] of continuations.entries()) {
      const whole = await scoreWhole(graph, [...promptTokenIds, ...tokenIds]);
      const expected = whole.slice(promptTokenIds.length - 1);
      const found = result.value.continuations[index]?.map(({ logprob }) => logprob) ?? [];
      expect(found).toHaveLength(tokenIds.length);
      for (const [at, logprob] of found.entries()) expect(logprob).toBeCloseTo(expected[at] ?? NaN, 3);
    }
  });

  it('of options are the same in any batch, to the last bit', async () => {
    const { promptTokenIds, continuations } = await prepare(api, OPTIONS);
    const score = async (batchSize: number) => {
      const result = await api.scoreContinuations({ groupIndex: 0, promptTokenIds, continuations, batchSize });
      return result.ok ? result.value.continuations : result.failure;
    };
    const whole = await score(4);
    for (const batchSize of [1, 3]) expect(await score(batchSize)).toEqual(whole);
  });

  it('of a text are those of its windows in another runtime, each token once', async () => {
    const text = 'In the north hall pump 3 has a worn bearing. '.repeat(6);
    const [windowLength, stride] = [24, 10];
    const result = await api.scoreText({ groupIndex: 0, text, windowLength, stride });
    if (!result.ok) throw new Error(result.failure.message);
    const scored = result.value.continuations[0] ?? [];
    const tokenIds = scored.map(({ token }) => token);
    expect(tokenIds.length).toBeGreaterThan(windowLength + 2 * stride);
    for (let start = windowLength; start + stride <= tokenIds.length; start += stride) {
      const end = start + stride;
      const whole = await scoreWhole(graph, tokenIds.slice(end - 1 - windowLength, end));
      const expected = whole.slice(-stride);
      for (const [at, { logprob }] of scored.slice(start, end).entries())
        expect(logprob).toBeCloseTo(expected[at] ?? NaN, 3);
    }
  });
});

describe('calls', SLOW, () => {
  it('that score are cancelled like those that generate, and later ones run', async () => {
    using api = await open(createTinyLlama());
    const { promptTokenIds, continuations } = await prepare(api, OPTIONS);
    const request = { groupIndex: 0, promptTokenIds, continuations, batchSize: 2 };
    const calls = [
      api.scoreContinuations(request),
      api.scoreText({ groupIndex: 1, text: 'a b '.repeat(400), windowLength: null, stride: 64 }),
    ];
    await api.cancel();
    for (const result of await Promise.all(calls)) expect(result).toMatchObject({ failure: { code: 'cancelled' } });
    expect((await api.scoreContinuations(request)).ok).toBe(true);
  });

  it('refuse a batch that the graph does not allow', async () => {
    using api = await open(createTinyLlama());
    const { promptTokenIds, continuations } = await prepare(api, OPTIONS);
    const result = await api.scoreContinuations({ groupIndex: 0, promptTokenIds, continuations, batchSize: 65 });
    expect(result).toMatchObject({ failure: { code: 'runtime-unsupported' } });
  });
});
