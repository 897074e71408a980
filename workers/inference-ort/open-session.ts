import type { InferenceSession } from 'onnxruntime-web/wasm';
import { toOk, type Result } from '#core/errors/result.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { readBytes, toSiblingPath } from './model-files.ts';
import type { OrtRuntime } from './ort-runtime.ts';
import { toLoadFailure } from './runtime-failure.ts';
import { scanOnnx, type OnnxScan } from './scan-onnx.ts';

/** A graph in the runtime, and what its file told. */
export interface OpenedSession {
  readonly session: InferenceSession;
  readonly scan: OnnxScan;
}

/**
 * Reads the graph with its external weights and makes a session of it.
 * @param gpu the device that computes, on which all outputs then stay; null = the processor.
 */
export async function openSession(
  runtime: OrtRuntime,
  files: VerifiedModel['files'],
  graphFile: string,
  gpu: GPUDevice | null,
): Promise<Result<OpenedSession>> {
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
    const session = await runtime.InferenceSession.create(graph.value, { ...toDeviceOptions(gpu), externalData });
    return toOk({ session, scan: scan.value });
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, graphFile) };
  }
}

function toDeviceOptions(gpu: GPUDevice | null): InferenceSession.SessionOptions {
  if (gpu === null) return { executionProviders: ['wasm'] };
  return { executionProviders: [{ name: 'webgpu', device: gpu }], preferredOutputLocation: 'gpu-buffer' };
}
