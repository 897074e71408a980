import type { RuntimeName } from '#core/model/runtime-capabilities.ts';
import { toAppUrl } from './app-url.ts';

/** A worker for one model, and where its runtime's own files are served. */
export interface InferenceWorker {
  readonly worker: Worker;
  /** Absolute, ending in "/". */
  readonly runtimeBaseUrl: string;
}

/** Version of each runtime whose files the build serves under `<folder>/<version>/` (`scripts/copy-runtime.mjs`). */
const RUNTIME_FOLDERS: Readonly<Record<RuntimeName, string>> = {
  ort: 'ort/1.30.0/',
  // The one build of ONNX Runtime, whose bits the two then share.
  transformers: 'ort/1.30.0/',
  wllama: 'wllama/2.4.0/',
  // It has none: what it runs comes with the model.
  webllm: '',
};

/** Starts the worker of a runtime; the code of the others is not loaded. Each address is written out, because the bundler looks for it. */
export function startInferenceWorker(runtime: RuntimeName): InferenceWorker {
  return { worker: startWorker(runtime), runtimeBaseUrl: toAppUrl(RUNTIME_FOLDERS[runtime]).href };
}

function startWorker(runtime: RuntimeName): Worker {
  switch (runtime) {
    case 'ort':
      return new Worker(new URL('../../workers/inference-ort/inference-ort.worker.ts', import.meta.url), {
        type: 'module',
        name: 'inference',
      });
    case 'transformers':
      return new Worker(
        new URL('../../workers/inference-transformers/inference-transformers.worker.ts', import.meta.url),
        { type: 'module', name: 'inference' },
      );
    case 'wllama':
      return new Worker(new URL('../../workers/inference-wllama/inference-wllama.worker.ts', import.meta.url), {
        type: 'module',
        name: 'inference',
      });
    case 'webllm':
      return new Worker(new URL('../../workers/inference-webllm/inference-webllm.worker.ts', import.meta.url), {
        type: 'module',
        name: 'inference',
      });
    default:
      return runtime satisfies never;
  }
}
