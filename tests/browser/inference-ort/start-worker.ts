import { transfer, wrap, type Remote } from 'comlink';
import { afterAll } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { GenerationDelta, InferenceApi, VerifiedModel } from '#workers/contract/inference.ts';

const PATHS = ['tokenizer.json', 'chat_template.jinja', 'config.json', 'generation_config.json'];
const RUNTIME_BASE_URL = new URL('/ort/1.30.0/', location.href).href;

interface ReferenceOptions {
  /** Content in place of a file's own; null leaves the file out. */
  readonly changes?: Readonly<Record<string, string | null>>;
  readonly graph?: string;
  readonly ref?: Partial<ModelRef>;
}

/** The reference model as the page serves it. */
export async function fetchReferenceModel({
  changes = {},
  graph = 'onnx/model.onnx',
  ref: refChanges = {},
}: ReferenceOptions = {}): Promise<VerifiedModel> {
  const kept = [...PATHS, graph].filter((path) => changes[path] !== null);
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
    threads: 1,
    dtype: 'fp32',
    source: { type: 'embedded', path: 'reference' },
    revision: null,
    licence: null,
    files: files.map(({ path, blob }) => ({ path, bytes: blob.size, sha256: sha256Hex(path) })),
    chatTemplate: null,
    ...refChanges,
  };
  return { ref, files };
}

interface StartedWorker {
  readonly api: Remote<InferenceApi>;
  readonly deltas: readonly GenerationDelta[];
  readonly firstDelta: Promise<void>;
  readonly load: (model: VerifiedModel, runtimeBaseUrl?: string) => ReturnType<InferenceApi['load']>;
}

const workers: Worker[] = [];
afterAll(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

/** A fresh worker, ended after the file's tests, and the live messages it has sent. */
export function startWorker(): StartedWorker {
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
  const load: StartedWorker['load'] = (model, runtimeBaseUrl = RUNTIME_BASE_URL) =>
    api.load(transfer({ model, runtimeBaseUrl, events }, [events]));
  return { api, deltas, firstDelta, load };
}
