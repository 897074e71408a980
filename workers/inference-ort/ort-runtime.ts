import type * as ort from 'onnxruntime-web/wasm';
import type { Device } from '#core/model/model-ref.ts';

/** What is used of ONNX Runtime; its builds for WebAssembly and for WebGPU offer the same. */
export type OrtRuntime = Pick<typeof ort, 'env' | 'InferenceSession' | 'Tensor'>;

/** File names of the WebAssembly modules under the runtime's folder; the second is twice as large and holds the WebGPU kernels. */
const MODULES: Readonly<Record<Device, string>> = {
  wasm: 'ort-wasm-simd-threaded',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
};

/** Loads the build for a device; the other one is never fetched. */
export async function loadRuntime(device: Device): Promise<OrtRuntime> {
  return device === 'wasm' ? import('onnxruntime-web/wasm') : import('onnxruntime-web/webgpu');
}

/**
 * Points the runtime to its files. Everything is set because the defaults depend on the machine (threads) or on the bundler
 * (paths; with threads a bundled path hangs, RUNTIMES §0.15). The runtime reads this once, at the first session.
 */
export function configureRuntime(
  { env }: OrtRuntime,
  {
    runtimeBaseUrl,
    device,
    threads,
  }: { readonly runtimeBaseUrl: string; readonly device: Device; readonly threads: number },
): void {
  const base = `${runtimeBaseUrl}${MODULES[device]}`;
  env.wasm.wasmPaths = { mjs: `${base}.mjs`, wasm: `${base}.wasm` };
  env.wasm.numThreads = threads;
  env.wasm.proxy = false;
  env.logLevel = 'error';
}

/** Version of the runtime that is running. */
export function toRuntimeVersion({ env }: OrtRuntime): string {
  return env.versions.web ?? env.versions.common;
}
