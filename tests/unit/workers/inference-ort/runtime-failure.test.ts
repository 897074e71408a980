import { describe, expect, test } from 'vitest';
import { toLoadFailure, toRunFailure } from '#workers/inference-ort/runtime-failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createTestApi, readReferenceFiles, RUNTIME_BASE_URL, toVerifiedModel } from './reference-model.ts';

const GRAPH = 'onnx/model.onnx';

async function load(files: Awaited<ReturnType<typeof readReferenceFiles>>, change: Partial<ModelRef> = {}) {
  using api = createTestApi();
  const { port1: events } = new MessageChannel();
  const loaded: Result<unknown> = await api.load({
    model: toVerifiedModel(files, change),
    runtimeBaseUrl: RUNTIME_BASE_URL,
    events,
  });
  events.close();
  return loaded;
}

/** The graph with the name of an operator replaced by one of the same length that nobody has. */
function withoutOperator(graph: Uint8Array<ArrayBuffer>, name: string, other: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(graph);
  let replaced = 0;
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    bytes.write(other, at, 'latin1');
    replaced += 1;
  }
  expect(replaced).toBeGreaterThan(0);
  return Uint8Array.from(bytes);
}

/** What an operation throws. */
function catching(operation: () => unknown): unknown {
  try {
    operation();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a model that cannot be started', () => {
  test('an operator that the runtime lacks is named as such, by the runtime itself', async () => {
    const files = await readReferenceFiles(GRAPH);
    const graph = withoutOperator(files[GRAPH] ?? new Uint8Array(), 'Softmax', 'Softmux');
    expect(await load({ ...files, [GRAPH]: graph })).toMatchObject({
      ok: false,
      failure: {
        code: 'runtime-unsupported',
        location: GRAPH,
        message: expect.stringContaining('operators that this runtime does not have'),
        detail: expect.stringContaining('Softmux'),
      },
    });
  });

  test('a graph that is cut short is no model', async () => {
    const files = await readReferenceFiles(GRAPH);
    const graph = (files[GRAPH] ?? new Uint8Array()).slice(0, 100_000);
    expect(await load({ ...files, [GRAPH]: graph })).toMatchObject({
      ok: false,
      failure: { code: 'model-not-a-model' },
    });
  });

  test('WebGPU where there is none says what to choose instead', async () => {
    expect(await load(await readReferenceFiles(GRAPH), { device: 'webgpu' })).toMatchObject({
      ok: false,
      failure: { code: 'runtime-unsupported', location: 'device', message: expect.stringContaining('WebAssembly') },
    });
  });
});

describe('exhausted memory', () => {
  test.each<[string, unknown]>([
    ['of the engine', catching(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER))],
    ['of a typed array', catching(() => new Float32Array(Number.MAX_SAFE_INTEGER))],
    ['as the address of a C++ exception', 1_234_567],
    ['as C++ says it', new Error('std::bad_alloc')],
    ['as Emscripten says it', new Error('Aborted(OOM). Build with -sASSERTIONS for more info.')],
  ])('%s is told from other failures', (_title, error) => {
    expect(toRunFailure(error).code).toBe('out-of-memory');
    expect(toLoadFailure(error, GRAPH)).toMatchObject({ code: 'out-of-memory', location: GRAPH });
  });
});

describe('a failed run', () => {
  test.each([
    ['[Device "ours"] is lost', 'device-lost'],
    ['Program Gather requires f16 but the device does not support it', 'runtime-unsupported'],
    ['something else', 'internal'],
  ])('%s: %s', (message, code) => {
    expect(toRunFailure(new Error(message))).toMatchObject({ code, detail: expect.stringContaining(message) });
  });
});
