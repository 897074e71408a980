import { env, InferenceSession } from 'onnxruntime-web/wasm';
import { toOk, type Result } from '#core/errors/result.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { readBytes, toSiblingPath } from './model-files.ts';
import { toLoadFailure } from './runtime-failure.ts';
import { scanOnnx, type OnnxScan } from './scan-onnx.ts';

/** A graph in the runtime, and what its file told. */
export interface OpenedSession {
  readonly session: InferenceSession;
  readonly scan: OnnxScan;
}

/**
 * Points the runtime to its files. Everything is set because the defaults depend on the machine (threads) or on the bundler
 * (paths; with threads a bundled path hangs, RUNTIMES §0.15). The runtime reads this once, at the first session.
 */
export function configureRuntime(runtimeBaseUrl: string, threads: number): void {
  env.wasm.wasmPaths = {
    mjs: `${runtimeBaseUrl}ort-wasm-simd-threaded.mjs`,
    wasm: `${runtimeBaseUrl}ort-wasm-simd-threaded.wasm`,
  };
  env.wasm.numThreads = threads;
  env.wasm.proxy = false;
  env.logLevel = 'error';
}

/** Version of the runtime that is running. */
export function toRuntimeVersion(): string {
  return env.versions.web ?? env.versions.common;
}

/** Reads the graph with its external weights and makes a session of it. */
export async function openSession(files: VerifiedModel['files'], graphFile: string): Promise<Result<OpenedSession>> {
  const graph = await readBytes(files, graphFile);
  if (!graph.ok) return graph;
  const scan = scanOnnx(graph.value, graphFile);
  if (!scan.ok) return scan;
  const externalData: { readonly path: string; readonly data: Uint8Array }[] = [];
  for (const path of scan.value.externalFiles) {
    const data = await readBytes(files, toSiblingPath(graphFile, path));
    if (!data.ok) return data;
    externalData.push({ path, data: data.value });
  }
  try {
    const session = await InferenceSession.create(graph.value, { executionProviders: ['wasm'], externalData });
    return toOk({ session, scan: scan.value });
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, graphFile) };
  }
}
