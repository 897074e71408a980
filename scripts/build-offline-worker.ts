import { join } from 'node:path';
import { build } from 'vite';
import type { OfflineFile, OfflinePlan } from '#workers/offline/offline-plan.ts';
import { isolationHeaders } from './isolation-headers.ts';
import { root } from './root.ts';

/** File of the service worker in dist/; at the top, because its scope is the folder that it lies in. */
export const OFFLINE_WORKER = 'sw.js';

/** Read by hosts and people only. */
const NOT_STORED = /^(?:_headers|schema\/.*)$/;
/** Runtimes beside the plain one, other precisions of the embedded model, records of its training. */
const ON_USE = [
  /^(?:ort|wllama)\/(?!.*\/ort-wasm-simd-threaded\.(?:mjs|wasm)$)/,
  /^assets\/inference-webllm\./,
  /^models\/.*\/(?:gguf\/|onnx\/model_)/,
  /^models\/.*\/(?:MODEL_CARD\.md|(?:disclosure|evaluation|learning-curve|training)\.json)$/,
];

/** Which files of a build are stored ahead and which on use. */
export function toOfflinePlan(files: readonly OfflineFile[], buildSha256: string): OfflinePlan {
  const stored = files.filter(({ path }) => !NOT_STORED.test(path));
  return {
    buildSha256,
    ahead: stored.filter(({ path }) => !isOnUse(path)),
    onUse: stored.filter(({ path }) => isOnUse(path)),
    headers: isolationHeaders,
  };
}

function isOnUse(path: string): boolean {
  return ON_USE.some((pattern) => pattern.test(path));
}

/** Makes dist/sw.js for the files of the app that lie in dist/. */
export async function buildOfflineWorker(
  dist: string,
  files: readonly OfflineFile[],
  buildSha256: string,
): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { OFFLINE_PLAN: JSON.stringify(toOfflinePlan(files, buildSha256)) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2024',
      rolldownOptions: {
        input: join(root, 'workers', 'offline', 'offline.worker.ts'),
        output: { entryFileNames: OFFLINE_WORKER, format: 'iife' },
      },
    },
  });
}
