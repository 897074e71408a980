import { afterEach, expect, test } from 'vitest';
import type { Failure } from '#core/errors/failure.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { loadWebLlm } from '#workers/inference-webllm/load-webllm.ts';
import { fetchReferenceModel } from '../inference-ort/start-worker.ts';

// The real package, as far as it goes without a library compiled for its version: there is none that could be shipped.

/** A WebAssembly module with nothing in it. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const CONFIG = {
  model_type: 'llama',
  quantization: 'q4f32_1',
  vocab_size: 2048,
  context_window_size: 512,
  tokenizer_files: ['tokenizer.json'],
  conv_template: { name: 'raw', roles: { user: '', assistant: '' }, seps: [''], stop_str: [], stop_token_ids: [0] },
};

const ownCaches = Object.getOwnPropertyDescriptor(globalThis, 'caches');

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'caches');
  if (ownCaches !== undefined) Object.defineProperty(globalThis, 'caches', ownCaches);
});

async function toModel(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  change: Partial<ModelRef> = {},
): Promise<VerifiedModel> {
  const reference = await fetchReferenceModel();
  const tokenizer = reference.files.filter(({ path }) => path.startsWith('tokenizer'));
  const own = Object.entries(files).map(([path, content]) => ({ path, blob: new Blob([content]) }));
  return {
    ref: { ...reference.ref, runtime: 'webllm', device: 'webgpu', dtype: 'mlc', ...change },
    files: [...own, ...tokenizer],
  };
}

const WHOLE = {
  'mlc-chat-config.json': JSON.stringify(CONFIG),
  'tensor-cache.json': JSON.stringify({ metadata: {}, records: [] }),
};

/** A module that hands out what the check looks for, and nothing that the package then calls. */
function toHollowLibrary(): Uint8Array<ArrayBuffer> {
  const toName = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
  const exports = [2, ...toName('memory'), 2, 0, ...toName('TVMFFIFunctionCall'), 0, 0];
  return Uint8Array.of(
    ...EMPTY_MODULE,
    // A type without parameters and results, a function of it, a memory of a page, the exports, and the function's empty body.
    1,
    4,
    1,
    0x60,
    0,
    0,
    3,
    2,
    1,
    0,
    5,
    3,
    1,
    0,
    1,
    7,
    exports.length,
    ...exports,
    10,
    4,
    1,
    2,
    0,
    0x0b,
  );
}

async function load(model: VerifiedModel): Promise<Failure> {
  const loaded = await loadWebLlm(model, { now: () => performance.now() });
  if (loaded.ok) throw new Error('a model without a library was loaded');
  return loaded.failure;
}

test('what is no library for this version is called so', async () => {
  for (const library of [EMPTY_MODULE, 'no WebAssembly at all']) {
    const failure = await load(await toModel({ ...WHOLE, 'model.wasm': library }));
    expect(failure).toMatchObject({ code: 'runtime-unsupported', location: 'model.wasm' });
    expect(failure.message).toContain('not a library for WebLLM 0.2.86');
    expect(failure.detail).not.toBe('');
  }
});

test('the engine starts on the verified files, fails in the library, and fetches nothing', async () => {
  const failure = await load(await toModel({ ...WHOLE, 'model.wasm': toHollowLibrary() }));
  expect(failure).toMatchObject({ code: 'runtime-unsupported', location: 'model.wasm' });
  expect(failure.detail).toContain('is not a function');
  const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
  expect(addresses.filter((address) => new URL(address).origin !== location.origin)).toEqual([]);
});

test('a model of the package’s list gets the address of its library, whichever folder it lies in', async () => {
  const model = await toModel(WHOLE, { modelId: 'local/SmolLM2-135M-Instruct-q0f32-MLC' });
  const failure = await load(model);
  expect(failure.code).toBe('model-missing-file');
  expect(failure.message).toMatch(/WebLLM names https:\S+SmolLM2-135M\S+\.wasm/);
});

test('the processor is refused', async () => {
  const failure = await load(await toModel({ ...WHOLE, 'model.wasm': EMPTY_MODULE }, { device: 'wasm' }));
  expect(failure).toMatchObject({ code: 'runtime-unsupported', location: 'device' });
});

test('settings that are no settings are named', async () => {
  const config = JSON.stringify({ ...CONFIG, vocab_size: 'many' });
  const failure = await load(await toModel({ ...WHOLE, 'mlc-chat-config.json': config, 'model.wasm': EMPTY_MODULE }));
  expect(failure.location).toBe('mlc-chat-config.json');
  expect(failure.detail).toContain('vocab_size');
});
