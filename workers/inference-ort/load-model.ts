import type { InferenceSession } from 'onnxruntime-web/wasm';
import { SAMPLER } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { LoadedModel } from '#workers/decode/create-inference-api.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { needsBatchProbe, toBatchPolicy } from './batch-policy.ts';
import { probeBatchIndependence } from './batch-probe.ts';
import { toOrtCapabilities } from './ort-capabilities.ts';
import { toGraphShape, type GraphShape } from './graph-shape.ts';
import { readTextFiles, toGraphFile } from './model-files.ts';
import { configureRuntime, openSession, toRuntimeVersion } from './open-session.ts';
import { OrtBackend } from './ort-backend.ts';
import type { OnnxScan } from './scan-onnx.ts';

/** Where and how a model is loaded. */
export interface LoadOptions {
  /** Folder URL of the runtime's files, ending in "/". */
  readonly runtimeBaseUrl: string;
  /** Without isolation the runtime silently runs one thread. */
  readonly isCrossOriginIsolated: boolean;
  /** Monotonic clock, ms. */
  now(): number;
}

/** Reads files, opens the graph, checks that it can be driven, and reports what was found. */
export async function loadModel(model: VerifiedModel, options: LoadOptions): Promise<Result<LoadedModel>> {
  const startMs = options.now();
  const { ref, files } = model;
  const threads = options.isCrossOriginIsolated ? ref.threads : 1;
  const graphFile = toGraphFile(
    files.map((file) => file.path),
    ref.dtype,
  );
  if (!graphFile.ok) return graphFile;
  const codec = createTextCodec(await readTextFiles(files), ref.chatTemplate);
  if (!codec.ok) return codec;
  configureRuntime(options.runtimeBaseUrl, threads);
  const opened = await openSession(files, graphFile.value);
  if (!opened.ok) return opened;
  const { session, scan } = opened.value;
  const checked = await checkGraph(session, scan, threads);
  if (!checked.ok) {
    await session.release();
    return checked;
  }
  const { backend, graph, ...policy } = checked.value;
  const report: LoadReport = {
    modelId: ref.modelId,
    modelHash: toModelHash(ref),
    runtime: { name: 'onnxruntime-web', version: toRuntimeVersion(), device: 'wasm', threads },
    graphFile: graphFile.value,
    graph,
    contextLength: codec.value.contextLength,
    stopTokenIds: [...codec.value.stopTokenIds],
    chatTemplate: codec.value.chatTemplate,
    sampler: SAMPLER,
    prefillPlan: 'whole-prompt-batch-1',
    ...policy,
    capabilities: toOrtCapabilities(policy.maxBatchSize),
    loadMs: options.now() - startMs,
    bytes: files.reduce((sum, file) => sum + file.blob.size, 0),
  };
  return toOk({ codec: codec.value, backend, report });
}

interface CheckedGraph extends Pick<LoadReport, 'graph' | 'maxBatchSize' | 'reproducibilityClass'> {
  readonly backend: OrtBackend;
}

/** Reads the graph's shape, runs it once, and finds out whether rows of a batch are independent. */
async function checkGraph(session: InferenceSession, scan: OnnxScan, threads: number): Promise<Result<CheckedGraph>> {
  const shape = toGraphShape(session.inputMetadata, session.outputMetadata);
  if (!shape.ok) return shape;
  const backend = new OrtBackend(session, shape.value);
  // The first run also tells the vocabulary of a graph that does not state it.
  await backend.prefill([0]);
  if (backend.vocabularySize < 2) return toFailed('runtime-unsupported', 'The graph has fewer than two tokens.');
  const isIndependent = !needsBatchProbe(scan.operatorTypes) || (await probeBatchIndependence(backend));
  const { batchSensitiveOperators, ...policy } = toBatchPolicy(scan.operatorTypes, threads, isIndependent);
  return toOk({
    ...policy,
    backend,
    graph: toGraphReport(shape.value, backend.vocabularySize, batchSensitiveOperators),
  });
}

/** The graph's part of the report. */
function toGraphReport(
  shape: GraphShape,
  vocabularySize: number,
  batchSensitiveOperators: readonly string[],
): LoadReport['graph'] {
  const { layers, kvHeads, headDim } = shape;
  const operators = [...batchSensitiveOperators];
  return { layers, kvHeads, headDim, vocabularySize, inputs: [...shape.inputs], batchSensitiveOperators: operators };
}
