import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile, ModelRef } from '#core/model/model-ref.ts';
import { isTokenizerFile, type ModelRuntime } from '#harness/ports.ts';
import type { DownloadProgress } from '#workers/contract/storage.ts';
import { proxy } from 'comlink';
import { openInferenceSession } from './inference-session.ts';
import { openModelFile, openModelFiles } from './model-files.ts';
import { selectModelFiles, type ModelFolder } from './select-model-files.ts';
import { startStorageWorker } from './storage-client.ts';
import { decodeUtf8File } from './decode-utf8-file.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** Models, each in a worker of its own with the runtime that it names; their files come through a storage worker. */
export function createInferenceClient(registry: WorkerRegistry): ModelRuntime {
  return {
    open: async (ref, { onProgress, onDelta, signal }) => {
      using storage = startStorageWorker('model-files', registry);
      let files: readonly DownloadProgress[] = [];
      const model = await openModelFiles(storage, ref, {
        signal,
        onProgress: (latest) => {
          files = latest;
          onProgress({ stage: 'download', files });
        },
      });
      if (!model.ok) return model;
      onProgress({ stage: 'start', files });
      return await openInferenceSession(registry, model.value, { onDelta, signal });
    },
    readTokenizerFiles: (ref) => readTokenizerFiles(registry, ref),
    importFolder: (files, dtype, onProgress) => importFolder(registry, selectModelFiles(files, dtype), onProgress),
  };
}

async function readTokenizerFiles(
  registry: WorkerRegistry,
  ref: ModelRef,
): Promise<Result<Readonly<Record<string, string>>>> {
  using storage = startStorageWorker('model-files', registry);
  const textByPath: Record<string, string> = {};
  for (const file of ref.files.filter(isTokenizerFile)) {
    const blob = await openModelFile(storage, ref, file, () => undefined);
    if (!blob.ok) return blob;
    const text = decodeUtf8File(new Uint8Array(await blob.value.arrayBuffer()), file.path, 'model-not-a-model');
    if (!text.ok) return text;
    textByPath[file.path] = text.value;
  }
  return toOk(textByPath);
}

async function importFolder(
  registry: WorkerRegistry,
  folder: Result<ModelFolder>,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<ModelRef>> {
  if (!folder.ok) return folder;
  using storage = startStorageWorker('model-files', registry);
  const files: ModelFile[] = [];
  for (const { path, blob } of folder.value.files) {
    const file = await storage.call((api) => api.importModelFile(path, blob, proxy(onProgress)));
    if (!file.ok) return file;
    files.push(file.value);
  }
  return toOk({
    modelId: `local/${folder.value.folderName}`,
    runtime: folder.value.runtime,
    // WebLLM computes on the GPU only.
    device: folder.value.runtime === 'webllm' ? 'webgpu' : 'wasm',
    threads: 1,
    dtype: folder.value.dtype,
    source: { type: 'local', folderName: folder.value.folderName },
    revision: null,
    licence: null,
    files,
    chatTemplate: null,
  });
}
