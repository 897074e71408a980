import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import { LoadReport } from '#core/model/effective-config.ts';
import { DECLINE_SENTENCE } from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { GroupRequest, InferenceApi } from '#workers/contract/inference.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

const decoding: Decoding = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 24,
  stopStrings: [],
};
const trialKeys = Array.from({ length: 16 }, (_, index) => sha256Hex(`epoch ${index}`));
const QUESTION = {
  system: null,
  user: 'Turn this into JSON with asset, location, fault:\nIn the north hall pump 3 has a worn bearing.',
};

async function loadReference(graph: string, dtype: 'fp32' | 'q8' | 'q4'): Promise<InferenceApi & Disposable> {
  const api = createTestApi();
  const model = toVerifiedModel(await readReferenceFiles(graph), { dtype });
  const { port1: events } = new MessageChannel();
  const loaded = await api.load({ model, runtimeBaseUrl: RUNTIME_BASE_URL, events });
  events.close();
  if (!loaded.ok) throw new Error(loaded.failure.message);
  expect(LoadReport.parse(loaded.value)).toMatchObject({
    maxBatchSize: 64,
    reproducibilityClass: 'A',
    contextLength: 512,
  });
  return api;
}

async function toRequest(api: InferenceApi, changes: Partial<GroupRequest> = {}): Promise<GroupRequest> {
  const prepared = await api.prepare([QUESTION]);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const promptTokenIds = prepared.value[0]?.promptTokenIds ?? [];
  return { groupIndex: 0, promptTokenIds, trialKeys, decoding, batchSize: 16, ...changes };
}

/** Outputs in the order of the trial keys. */
async function generate(api: InferenceApi, request: GroupRequest) {
  const result = await api.generate(request);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value.rows.map((row) => row.output);
}

// Real models on a busy machine: seconds, not milliseconds.
const SLOW = { timeout: 60_000 };

describe('the reference model', SLOW, () => {
  let api: InferenceApi & Disposable;
  beforeAll(async () => {
    api = await loadReference('onnx/model.onnx', 'fp32');
  });
  afterAll(() => api[Symbol.dispose]());

  it('renders its own chat template and never truncates', async () => {
    const long = await api.prepare([QUESTION, { system: 'Be brief.', user: 'a b '.repeat(2000) }]);
    if (!long.ok) throw new Error(long.failure.message);
    expect(long.value[0]?.prompt).toBe(`<|user|>\n${QUESTION.user}<|end|>\n<|assistant|>\n`);
    expect(long.value[1]?.prompt).toContain('<|system|>\nBe brief.<|end|>\n<|user|>\n');
    expect(long.value[1]?.promptTokenIds.length).toBeGreaterThan(2000);
  });

  it('answers the same alone, in batches of any size and in any order', async () => {
    const request = await toRequest(api);
    const whole = await generate(api, request);
    expect(new Set(whole.map((output) => output.outputText)).size).toBeGreaterThan(1);
    for (const batchSize of [1, 5]) expect(await generate(api, { ...request, batchSize })).toEqual(whole);
    const reversed = await generate(api, { ...request, trialKeys: trialKeys.toReversed() });
    expect(reversed.toReversed()).toEqual(whole);
    for (const [index, trialKey] of trialKeys.slice(0, 3).entries()) {
      expect(await generate(api, { ...request, trialKeys: [trialKey], batchSize: 1 })).toEqual([whole[index]]);
    }
  });

  it('declines what is none of its business, the same every time without randomness, and ends at its end of turn', async () => {
    const prepared = await api.prepare([{ system: null, user: 'Write a poem about the moon.' }]);
    if (!prepared.ok) throw new Error(prepared.failure.message);
    const promptTokenIds = prepared.value[0]?.promptTokenIds ?? [];
    const request = await toRequest(api, { promptTokenIds, trialKeys: trialKeys.slice(0, 2) });
    const outputs = await generate(api, { ...request, decoding: { ...decoding, temperature: 0 } });
    expect(outputs[0]).toEqual(outputs[1]);
    expect(outputs[0]).toMatchObject({ outputText: DECLINE_SENTENCE, finishReason: 'stop-token' });
    expect(outputs[0]?.outputTokenIds.at(-1)).toBe(1);
  });

  it('cuts at a stop string', async () => {
    const request = await toRequest(api);
    const whole = await generate(api, request);
    const row = whole.findIndex(({ outputText }) => outputText.length > 3);
    const text = whole[row]?.outputText ?? '';
    const stop = text.slice(2, 4);
    const cut = await generate(api, { ...request, decoding: { ...decoding, stopStrings: [stop] } });
    expect(cut[row]).toMatchObject({ outputText: text.slice(0, text.indexOf(stop)), finishReason: 'stop-string' });
  });

  it('stops a call that runs and one that waits, and takes later ones', async () => {
    const request = await toRequest(api, { decoding: { ...decoding, maxNewTokens: 400, temperature: 3 } });
    const calls = [api.generate(request), api.generate(request)];
    await api.cancel();
    for (const result of await Promise.all(calls)) expect(result).toMatchObject({ failure: { code: 'cancelled' } });
    expect((await api.generate({ ...request, decoding })).ok).toBe(true);
  });

  it('fails with context-overflow for a prompt that fills the context', async () => {
    const promptTokenIds = Array.from({ length: 512 }, () => 5);
    const result = await api.generate(await toRequest(api, { promptTokenIds }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'context-overflow' } });
  });

  it('ends rows when the context is full', async () => {
    const promptTokenIds = Array.from({ length: 509 }, () => 5);
    const request = await toRequest(api, { promptTokenIds, trialKeys: trialKeys.slice(0, 1) });
    const [output] = await generate(api, { ...request, decoding: { ...decoding, temperature: 5 } });
    expect(output).toMatchObject({ finishReason: 'context' });
    expect(output?.outputTokenIds).toHaveLength(3);
  });
});

describe('weight-only quantised graphs', SLOW, () => {
  it.each([
    { graph: 'onnx/model_quantized.onnx', dtype: 'q8' },
    { graph: 'onnx/model_q4.onnx', dtype: 'q4' },
  ] as const)('$dtype passes the batch probe and answers the same alone and in a batch', async ({ graph, dtype }) => {
    using api = await loadReference(graph, dtype);
    const request = await toRequest(api);
    expect(await generate(api, { ...request, batchSize: 1 })).toEqual(await generate(api, request));
  });
});
