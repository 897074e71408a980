import type { Remote } from 'comlink';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { InferenceApi } from '#workers/contract/inference.ts';
import { toRecordingRequest } from './recording-request.ts';
import recordedPlain from './reference-outputs.json' with { type: 'json' };
import recordedOutputs from './reference-outputs-shared.json' with { type: 'json' };
import { fetchReferenceModel, startWorker } from './start-worker.ts';

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
    const loaded = await load(await fetchReferenceModel({ ref: { threads } }));
    if (!loaded.ok) throw new Error(`${loaded.failure.message} ${loaded.failure.detail}`);
    expect(crossOriginIsolated).toBe(true);
    expect(loaded.value).toMatchObject({ runtime: { threads }, reproducibilityClass: 'A', maxBatchSize: 64 });
    expect(loaded.value.sharedPrefix).toMatchObject({ status: 'used', reason: null });
    expect(await generateRecorded(api)).toEqual(recordedOutputs);
  });

  it('gives with the file’s own graph exactly what Node gives', async () => {
    const { api, load } = startWorker();
    const loaded = await load(await fetchReferenceModel({ ref: { sharedPrefix: 'off' } }));
    expect(loaded.ok && loaded.value.sharedPrefix?.status).toBe('off');
    expect(await generateRecorded(api)).toEqual(recordedPlain);
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

  it('hands logits of an output over to a session that finds itself equal to it', async () => {
    const { api, load } = startWorker();
    expect((await load(await fetchReferenceModel())).ok).toBe(true);
    const request = { groupIndex: 0, promptTokenIds: [5, 6, 7], tokenIds: [8, 9, 10, 11], positions: [0, 1, 3] };
    const reference = await api.readForced(request);
    if (!reference.ok) throw new Error(reference.failure.message);
    expect(reference.value.logits).toHaveLength(3 * reference.value.vocabularySize);
    const compared = await api.compareForced({ ...request, reference: reference.value });
    expect(compared.ok && compared.value.map(({ position, kl }) => [position, kl])).toEqual([
      [0, 0],
      [1, 0],
      [3, 0],
    ]);
  });

  it.each([
    { name: 'a web page for a graph', changes: { 'onnx/model.onnx': '<!doctype html>' }, code: 'model-not-a-model' },
    { name: 'a graph that is no protobuf', changes: { 'onnx/model.onnx': 'not a model' }, code: 'model-not-a-model' },
    { name: 'no tokenizer', changes: { 'tokenizer.json': null }, code: 'model-missing-file' },
    { name: 'no graph', changes: { 'onnx/model.onnx': null }, code: 'model-missing-file' },
  ])('fails with $code for $name', async ({ changes, code }) => {
    const { load } = startWorker();
    expect(await load(await fetchReferenceModel({ changes }))).toMatchObject({ ok: false, failure: { code } });
  });

  it('fails with runtime-unsupported when the files of the runtime are missing', async () => {
    const { load } = startWorker();
    const loaded = await load(await fetchReferenceModel(), new URL('/ort/none/', location.href).href);
    expect(loaded).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported' } });
  });
});
