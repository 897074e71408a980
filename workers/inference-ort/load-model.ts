import { SAMPLER } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { LoadedModel } from '#workers/decode/create-inference-api.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { needsBatchProbe, toBatchPolicy, type BatchFacts } from './batch-policy.ts';
import { BATCH_SIZES, probeBatchDelta } from './batch-probe.ts';
import { openGpu, type OpenedGpu } from './gpu-device.ts';
import { createGpuMemory } from './gpu-memory.ts';
import { toGraphShape, type GraphShape } from './graph-shape.ts';
import { createHeapMemory } from './heap-memory.ts';
import { readTextFiles, toGraphFile } from './model-files.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { OrtBackend } from './ort-backend.ts';
import { toOrtCapabilities } from './ort-capabilities.ts';
import { configureRuntime, loadRuntime, toRuntimeVersion, type OrtRuntime } from './ort-runtime.ts';
import { tryRewritings, type AskedRewritings, type TriedRewritings } from './try-rewritings.ts';

/** On a GPU every size is compiled anew, and only a tolerance is asked for. */
const GPU_BATCH_SIZES = [2, 16];

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
  const { device, dtype } = ref;
  // On a GPU the few operators that run on the processor are small.
  const threads = options.isCrossOriginIsolated && device === 'wasm' ? ref.threads : 1;
  const paths = files.map((file) => file.path);
  const graphFile = toGraphFile(paths, dtype);
  if (!graphFile.ok) return graphFile;
  const codec = createTextCodec(await readTextFiles(files), ref.chatTemplate);
  if (!codec.ok) return codec;
  const opened = await openGraph(model, graphFile.value, { ...options, threads });
  if (!opened.ok) return opened;
  const { runtime, session, source, gpu } = opened.value;
  const facts = { operatorTypes: source.scan.operatorTypes, device, dtype, threads };
  const checked = await checkGraph(opened.value, facts, ref);
  if (!checked.ok) {
    // Gone already where the file's graph could not be opened again.
    await session.release().catch(() => undefined);
    return checked;
  }
  const { backend, graph, ...policy } = checked.value;
  const report: LoadReport = {
    modelId: ref.modelId,
    modelHash: toModelHash(ref),
    runtime: { name: 'onnxruntime-web', version: toRuntimeVersion(runtime), device, threads },
    ...(gpu === null ? {} : { gpu: gpu.info }),
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
  return toOk({ codec: codec.value, backend, report, device: gpu });
}

interface OpenedGraph extends OpenedSession {
  readonly runtime: OrtRuntime;
  readonly gpu: OpenedGpu | null;
}

/** Starts the runtime for the model's device and opens the graph in it. */
async function openGraph(
  { ref, files }: VerifiedModel,
  graphFile: string,
  { runtimeBaseUrl, threads }: Pick<LoadOptions, 'runtimeBaseUrl'> & { readonly threads: number },
): Promise<Result<OpenedGraph>> {
  const { device, dtype } = ref;
  const gpu = device === 'webgpu' ? await openGpu(dtype) : toOk(null);
  if (!gpu.ok) return gpu;
  const runtime = await loadRuntime(device);
  configureRuntime(runtime, { runtimeBaseUrl, device, threads });
  const opened = await openSession(runtime, files, graphFile, gpu.value?.device ?? null);
  return opened.ok ? toOk({ ...opened.value, runtime, gpu: gpu.value }) : opened;
}

interface CheckedGraph extends Pick<
  LoadReport,
  'graph' | 'maxBatchSize' | 'reproducibilityClass' | 'batchDelta' | 'sharedPrefix' | 'expandedWeights'
> {
  readonly backend: OrtBackend;
}

/** Reads the graph's shape, runs it once, rewrites it where that is asked for and may be, and finds out whether rows of a batch are independent. */
async function checkGraph(
  { runtime, session, source, gpu }: OpenedGraph,
  facts: Omit<BatchFacts, 'batchDelta'>,
  asked: AskedRewritings,
): Promise<Result<CheckedGraph>> {
  const shape = toGraphShape(session.inputMetadata, session.outputMetadata);
  if (!shape.ok) return shape;
  const memory = gpu === null ? createHeapMemory(runtime) : createGpuMemory(runtime, gpu.device);
  const plain = new OrtBackend({ runtime, session, shape: shape.value, memory });
  // The first run also tells the vocabulary of a graph that does not state it.
  await plain.prefill([0]);
  if (plain.vocabularySize < 2) return toFailed('runtime-unsupported', 'The graph has fewer than two tokens.');
  const isAlone = toBatchPolicy({ ...facts, batchDelta: null }).maxBatchSize === 1;
  const chosen: Result<TriedRewritings> = isAlone
    ? toOk({ backend: plain, report: toUntried(asked) })
    : await tryRewritings({ runtime, source, shape: shape.value, memory, gpu, backend: plain }, asked);
  if (!chosen.ok) return chosen;
  const { backend, report: rewritings } = chosen.value;
  const batchDelta = needsBatchProbe(facts)
    ? await probeBatchDelta(backend, gpu === null ? BATCH_SIZES : GPU_BATCH_SIZES)
    : null;
  const failure = gpu?.takeFailure() ?? null;
  if (failure !== null) return { ok: false, failure };
  const { batchSensitiveOperators, ...policy } = toBatchPolicy({ ...facts, batchDelta });
  return toOk({
    ...policy,
    ...rewritings,
    ...(facts.device === 'wasm' || batchDelta === null ? {} : { batchDelta }),
    backend,
    graph: toGraphReport(shape.value, backend.vocabularySize, batchSensitiveOperators),
  });
}

/** What is said of a graph that takes one row at a time, which is not rewritten. */
function toUntried({ sharedPrefix, expandWeights = false }: AskedRewritings): TriedRewritings['report'] {
  const reason = 'rows of this graph run one at a time';
  return {
    sharedPrefix:
      sharedPrefix === 'off'
        ? { status: 'off', reason: null, maxLogitDelta: null }
        : { status: 'refused', reason, maxLogitDelta: null },
    ...(expandWeights
      ? { expandedWeights: { effectiveDtype: null, reason, matrices: 0, bytes: 0, maxLogitDelta: null } }
      : {}),
  };
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
