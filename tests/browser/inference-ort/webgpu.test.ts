import type { Remote } from 'comlink';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import type { GroupRequest, InferenceApi } from '#workers/contract/inference.ts';
import { findGpu } from './find-gpu.ts';
import { toRecordingRequest } from './recording-request.ts';
import { fetchReferenceModel, startWorker } from './start-worker.ts';

const adapter = await findGpu();
const hasHalfPrecision = adapter?.features.has('shader-f16') === true;
const GREEDY = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: 6,
  stopStrings: [],
};
/** Gap between the two likeliest tokens from which on both devices must choose the same. */
const GAP = 1e-2;

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.detail}`);
  return result.value;
}

async function startOn(device: 'wasm' | 'webgpu', graph = 'onnx/model.onnx', dtype: 'fp32' | 'q4' = 'fp32') {
  const model = await fetchReferenceModel({ graph, ref: { device, dtype } });
  const { api, load } = startWorker();
  const loaded = await load(model);
  if (loaded.ok || loaded.failure.code !== 'device-lost') return { api, report: unwrap(loaded) };
  // The software adapter goes now and then; a run then opens the model anew, and so is it here, once.
  const again = startWorker();
  return { api: again.api, report: unwrap(await again.load(model)) };
}

async function toRequest(api: Remote<InferenceApi>, change: Partial<GroupRequest>): Promise<GroupRequest> {
  const request = await toRecordingRequest({ prepare: (prompts) => api.prepare(prompts) });
  return { ...request, decoding: GREEDY, trialKeys: [sha256Hex('greedy')], batchSize: 1, ...change };
}

async function generate(api: Remote<InferenceApi>, request: GroupRequest): Promise<readonly TrialOutput[]> {
  return unwrap(await api.generate(request)).rows.map(({ output }) => output);
}

/** Tokens up to the first at which the choice was close. */
function toClearTokens({ outputTokenIds, logprobs }: TrialOutput): readonly number[] {
  const close = logprobs.findIndex(({ logprob, runnerUpLogprob }) => logprob - (runnerUpLogprob ?? -Infinity) <= GAP);
  return close === -1 ? outputTokenIds : outputTokenIds.slice(0, close);
}

type Loaded = Awaited<ReturnType<typeof startOn>>;

/** Both devices answer a prompt of more than 32 tokens; where the choice was clear on the processor it is the same on the GPU. */
async function expectSameChoices(wasm: Loaded, gpu: Loaded): Promise<void> {
  const request = await toRequest(wasm.api, {});
  const promptTokenIds = [...request.promptTokenIds, ...request.promptTokenIds].slice(0, 40);
  const [reference] = await generate(wasm.api, { ...request, promptTokenIds });
  const [output] = await generate(gpu.api, { ...request, promptTokenIds });
  const clear = reference === undefined ? [] : toClearTokens(reference);
  expect(clear.length).toBeGreaterThan(0);
  expect(output?.outputTokenIds.slice(0, clear.length)).toEqual(clear);
  for (const index of clear.keys())
    expect(output?.logprobs[index]?.logprob).toBeCloseTo(reference?.logprobs[index]?.logprob ?? NaN, 2);
}

describe.skipIf(adapter === null)('the inference worker on WebGPU', { timeout: 240_000 }, () => {
  // One worker for all: to load and compile a model takes most of the time.
  let gpu: Loaded;
  beforeAll(async () => {
    gpu = await startOn('webgpu');
  }, 240_000);

  it('tells the adapter and that its bits are those of this device', () => {
    expect(gpu.report).toMatchObject({
      runtime: { device: 'webgpu', threads: 1 },
      gpu: { vendor: adapter?.info.vendor },
      reproducibilityClass: 'B',
      maxBatchSize: 64,
    });
    expect(gpu.report.gpu?.features).not.toContain('subgroups');
  });

  it('chooses the tokens of the processor', async () => {
    await expectSameChoices(await startOn('wasm'), gpu);
  });

  it('tiles a prompt, drops rows that end, and repeats itself', async () => {
    const decoding = { ...GREEDY, temperature: 3, maxNewTokens: 4, stopStrings: [' ', 'e', 'a'] };
    const trialKeys = Array.from({ length: 4 }, (_, row) => sha256Hex(`row ${row}`));
    const { promptTokenIds } = await toRequest(gpu.api, {});
    const request = await toRequest(gpu.api, {
      decoding,
      trialKeys,
      batchSize: 4,
      promptTokenIds: promptTokenIds.slice(0, 8),
    });
    const together = await generate(gpu.api, request);
    expect(await generate(gpu.api, request)).toEqual(together);
    expect(new Set(together.map(({ outputTokenIds }) => outputTokenIds.length)).size).toBeGreaterThan(1);
    const alone = await generate(gpu.api, { ...request, batchSize: 1 });
    expect(alone.map(({ outputText }) => outputText)).toEqual(together.map(({ outputText }) => outputText));
  });

  it('fails with device-lost when the device goes, and so does all that follows', async () => {
    const request = await toRequest(gpu.api, { decoding: { ...GREEDY, temperature: 5, maxNewTokens: 200 } });
    const running = gpu.api.generate(request);
    await gpu.api.loseDevice();
    expect(await running).toMatchObject({ ok: false, failure: { code: 'device-lost' } });
    expect(await gpu.api.generate(request)).toMatchObject({ ok: false, failure: { code: 'device-lost' } });
  });

  it.skipIf(hasHalfPrecision)('refuses half precision without shader-f16', async () => {
    const { load } = startWorker();
    const model = await fetchReferenceModel({ ref: { device: 'webgpu', dtype: 'fp16' } });
    const files = model.files.map((file) => ({ ...file, path: file.path.replace('model.onnx', 'model_fp16.onnx') }));
    const loaded = await load({ ...model, files });
    expect(loaded).toMatchObject({ ok: false, failure: { code: 'runtime-unsupported', location: 'dtype' } });
  });

  // SwiftShader, which has no half precision, takes a minute to compile another graph.
  it.skipIf(!hasHalfPrecision)('chooses with 4-bit weights the tokens of the processor', async () => {
    const graph = 'onnx/model_q4.onnx';
    await expectSameChoices(await startOn('wasm', graph, 'q4'), await startOn('webgpu', graph, 'q4'));
  });
});
