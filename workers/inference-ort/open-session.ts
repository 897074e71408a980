import type { InferenceSession } from 'onnxruntime-web/wasm';
import { toOk, type Result } from '#core/errors/result.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { readBytes, toSiblingPath } from './model-files.ts';
import { scanOnnx, type OnnxScan } from './onnx/scan-onnx.ts';
import type { OrtRuntime } from './ort-runtime.ts';
import { toLoadFailure } from './runtime-failure.ts';

/** A graph's file with what it needs beside it. */
export interface GraphSource {
  /** Path of the file in the model's folder. */
  readonly graphFile: string;
  readonly graph: Uint8Array;
  readonly scan: OnnxScan;
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
}

/** A graph in the runtime, and what it was made of. */
export interface OpenedSession {
  readonly session: InferenceSession;
  readonly source: GraphSource;
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
  const source = await readGraphSource(files, graphFile);
  if (!source.ok) return source;
  const session = await createSession(runtime, source.value, gpu);
  return session.ok ? toOk({ session: session.value, source: source.value }) : session;
}

async function readGraphSource(files: VerifiedModel['files'], graphFile: string): Promise<Result<GraphSource>> {
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
  return toOk({ graphFile, graph: graph.value, scan: scan.value, externalData });
}

/** A session of a graph that has been read. */
export async function createSession(
  runtime: OrtRuntime,
  { graphFile, graph, externalData }: GraphSource,
  gpu: GPUDevice | null,
): Promise<Result<InferenceSession>> {
  try {
    return toOk(await runtime.InferenceSession.create(graph, { ...toDeviceOptions(gpu), externalData }));
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, graphFile) };
  }
}

function toDeviceOptions(gpu: GPUDevice | null): InferenceSession.SessionOptions {
  if (gpu === null) return { executionProviders: ['wasm'] };
  return { executionProviders: [{ name: 'webgpu', device: gpu }], preferredOutputLocation: 'gpu-buffer' };
}
