import { transfer, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { GenerationDelta, InferenceApi, VerifiedModel } from '#workers/contract/inference.ts';
import { toRecordingRequest } from './recording-request.ts';
import recordedOutputs from './reference-outputs.json' with { type: 'json' };

const PATHS = ['tokenizer.json', 'chat_template.jinja', 'config.json', 'generation_config.json', 'onnx/model.onnx'];
const RUNTIME_BASE_URL = new URL('/ort/1.30.0/', location.href).href;

/** The reference model as the page serves it, with some files replaced or, as null, left out. */
async function fetchReferenceModel(
  changes: Readonly<Record<string, string | null>> = {},
  threads = 1,
): Promise<VerifiedModel> {
  const kept = PATHS.filter((path) => changes[path] !== null);
  const files = await Promise.all(
    kept.map(async (path) => {
      const replaced = changes[path];
      if (typeof replaced === 'string') return { path, blob: new Blob([replaced]) };
      const response = await fetch(`/models/reference/${path}`);
      return { path, blob: await response.blob() };
    }),
  );
  const ref: ModelRef = {
    modelId: 'reference',
    runtime: 'ort',
    device: 'wasm',
    threads,
    dtype: 'fp32',
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: null,
    files: files.map(({ path, blob }) => ({ path, bytes: blob.size, sha256: sha256Hex(path) })),
    chatTemplate: null,
  };
  return { ref, files };
}

const workers: Worker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

/** A fresh worker and the live messages it has sent. */
function startWorker() {
  const url = new URL('./worker-in-vitest.ts', import.meta.url);
  const worker = new Worker(url, { type: 'module' });
  workers.push(worker);
  const deltas: GenerationDelta[] = [];
  const { port1, port2: events } = new MessageChannel();
  const firstDelta = new Promise<void>((resolve) => {
    port1.onmessage = (event: MessageEvent<GenerationDelta>) => {
      deltas.push(event.data);
      resolve();
    };
  });
  const api = wrap<InferenceApi>(worker);
  const load = (model: VerifiedModel, runtimeBaseUrl = RUNTIME_BASE_URL) =>
    api.load(transfer({ model, runtimeBaseUrl, events }, [events]));
  return { api, deltas, firstDelta, load };
}

/** Outputs of the recorded group. */
async function generateRecorded(api: Remote<InferenceApi>): Promise<unknown> {
  const request = await toRecordingRequest({ prepare: (prompts) => api.prepare(prompts) });
  const result = await api.generate(request);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value.rows.map((row) => row.output);
}

describe('the inference worker in a browser', () => {
  it.each([1, 2])('gives with %i threads exactly what Node gives', async (threads) => {
    const { api, load } = startWorker();
    const loaded = await load(await fetchReferenceModel({}, threads));
    if (!loaded.ok) throw new Error(`${loaded.failure.message} ${loaded.failure.detail}`);
    expect(crossOriginIsolated).toBe(true);
    expect(loaded.value).toMatchObject({ runtime: { threads }, reproducibilityClass: 'A', maxBatchSize: 64 });
    expect(await generateRecorded(api)).toEqual(recordedOutputs);
  });

  it('sends live messages, stops soon after a cancel, and goes on with the next group', async () => {
    const { api, deltas, firstDelta, load } = startWorker();
    expect((await load(await fetchReferenceModel())).ok).toBe(true);
    const request = await toRecordingRequest({ prepare: (prompts) => api.prepare(prompts) });
    const decoding = {
      ...request.decoding,
      temperature: 10,
      topP: 1,
      topK: 0,
      minP: 0,
      maxNewTokens: 450,
      stopStrings: [],
    };
    const trialKeys = Array.from({ length: 64 }, (_, index) => sha256Hex(`cancel ${index}`));
    const running = api.generate({ ...request, decoding, trialKeys, batchSize: 16 });
    await firstDelta;
    const cancelledAtMs = performance.now();
    await api.cancel();
    expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    // One step of 16 rows takes milliseconds; the whole group would take many seconds.
    expect(performance.now() - cancelledAtMs).toBeLessThan(1000);
    expect(deltas[0]).toMatchObject({ type: 'token-delta', activeRows: 16 });
    expect(await generateRecorded(api)).toEqual(recordedOutputs);
  });

  it.each([
    { name: 'a web page for a graph', changes: { 'onnx/model.onnx': '<!doctype html>' }, code: 'model-not-a-model' },
    { name: 'a graph that is no protobuf', changes: { 'onnx/model.onnx': 'not a model' }, code: 'model-not-a-model' },
    { name: 'no tokenizer', changes: { 'tokenizer.json': null }, code: 'model-missing-file' },
    { name: 'no graph', changes: { 'onnx/model.onnx': null }, code: 'model-missing-file' },
  ])('fails with $code for $name', async ({ changes, code }) => {
    const { load } = startWorker();
    expect(await load(await fetchReferenceModel(changes))).toMatchObject({ ok: false, failure: { code } });
  });

  it('fails with runtime-unsupported when the files of the runtime are missing', async () => {
    const { load } = startWorker();
    const loaded = await load(await fetchReferenceModel(), new URL('/ort/none/', location.href).href);
    expect(loaded).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported' } });
  });
});
