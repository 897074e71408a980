import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { InferenceApi, VerifiedModel } from '#workers/contract/inference.ts';
import { createInferenceApi } from '#workers/decode/create-inference-api.ts';
import { loadModel } from '#workers/inference-ort/load-model.ts';
import { toRunFailure } from '#workers/inference-ort/runtime-failure.ts';
import { createMacrotaskYield } from '#workers/shared/macrotask.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** The runtime's files as Node finds them. */
export const RUNTIME_BASE_URL = pathToFileURL(join(ROOT, 'node_modules/onnxruntime-web/dist/')).href;

const TEXT_FILES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
];

/** A model made of files in memory; their hashes are those of the content. */
export function toVerifiedModel(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>,
  changes: Partial<ModelRef> = {},
): VerifiedModel {
  const entries = Object.entries(files).map(([path, content]) => ({ path, blob: new Blob([content]), content }));
  const ref: ModelRef = {
    modelId: 'test-model',
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype: 'fp32',
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: null,
    files: entries.map(({ path, blob, content }) => ({ path, bytes: blob.size, sha256: sha256Hex(content) })),
    chatTemplate: null,
    ...changes,
  };
  return { ref, files: entries.map(({ path, blob }) => ({ path, blob })) };
}

/** The files of the reference model, its text and one graph. */
export async function readReferenceFiles(graph = 'onnx/model.onnx'): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const paths = [...TEXT_FILES, graph];
  const read = async (path: string): Promise<readonly [string, Uint8Array<ArrayBuffer>]> => [
    path,
    Uint8Array.from(await readFile(join(ROOT, 'public/models/reference', path))),
  ];
  return Object.fromEntries(await Promise.all(paths.map(read)));
}

/** An inference API as in a worker, with a real clock; Node is not isolated, so it runs one thread. */
export function createTestApi(): InferenceApi & Disposable {
  const macrotasks = createMacrotaskYield();
  const api = createInferenceApi({
    now: () => performance.now(),
    toTimestamp: () => '2026-11-20T00:00:00.000Z',
    yieldToMessages: () => macrotasks.yieldToMessages(),
    load: ({ model, runtimeBaseUrl }) =>
      loadModel(model, { runtimeBaseUrl, isCrossOriginIsolated: false, now: () => performance.now() }),
    toRunFailure,
  });
  return { ...api, [Symbol.dispose]: () => macrotasks[Symbol.dispose]() };
}
