import { SAMPLER } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { LoadedModel } from '#workers/decode/create-inference-api.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { needsBatchProbe, toBatchPolicy } from '#workers/inference-ort/batch-policy.ts';
import { BATCH_SIZES, probeBatchDelta } from '#workers/inference-ort/batch-probe.ts';
import { readBytes, readTextFiles, toGraphFile } from '#workers/inference-ort/model-files.ts';
import { toOrtCapabilities } from '#workers/inference-ort/ort-capabilities.ts';
import { toLoadFailure } from '#workers/inference-ort/runtime-failure.ts';
import { scanOnnx } from '#workers/inference-ort/onnx/scan-onnx.ts';
import { TransformersBackend } from './transformers-backend.ts';
import { configureLibrary, openCausalModel, toLibraryVersion } from './transformers-library.ts';

interface LoadOptions {
  /** Folder URL of the runtime's files, ending in "/". */
  readonly runtimeBaseUrl: string;
  /** Without isolation the runtime silently runs one thread. */
  readonly isCrossOriginIsolated: boolean;
  /** Monotonic clock, ms. */
  readonly now: () => number;
}

/** Opens a model by the library, finds out by one run how its graph can be driven, and reports what was found. */
export async function loadTransformers(
  { ref, files }: VerifiedModel,
  { runtimeBaseUrl, isCrossOriginIsolated, now }: LoadOptions,
): Promise<Result<LoadedModel>> {
  const startMs = now();
  const { dtype, device } = ref;
  if (dtype === 'gguf' || dtype === 'mlc' || device !== 'wasm')
    return toFailed(
      'runtime-unsupported',
      'Transformers.js runs ONNX graphs on WebAssembly here: choose the runtime "ort" for WebGPU, "wllama" for a GGUF file, "webllm" for an MLC folder.',
    );
  const threads = isCrossOriginIsolated ? ref.threads : 1;
  const graphFile = toGraphFile(
    files.map(({ path }) => path),
    dtype,
  );
  if (!graphFile.ok) return graphFile;
  const codec = createTextCodec(await readTextFiles(files), ref.chatTemplate);
  if (!codec.ok) return codec;
  const bytes = await readBytes(files, graphFile.value);
  if (!bytes.ok) return bytes;
  const scan = scanOnnx(bytes.value, graphFile.value);
  if (!scan.ok) return scan;
  configureLibrary(files, { runtimeBaseUrl, threads });
  try {
    const backend = new TransformersBackend(await openCausalModel(files, graphFile.value, dtype));
    await backend.prefill([0]);
    const { operatorTypes } = scan.value;
    const facts = { operatorTypes, device, dtype, threads };
    const graph = toGraphReport(backend);
    const batchDelta = needsBatchProbe(facts) ? await probeBatchDelta(backend, BATCH_SIZES) : null;
    const { batchSensitiveOperators, ...policy } = toBatchPolicy({ ...facts, batchDelta });
    const report: LoadReport = {
      modelId: ref.modelId,
      modelHash: toModelHash(ref),
      runtime: { name: 'transformers.js', version: toLibraryVersion(), device, threads },
      graphFile: graphFile.value,
      graph: { ...graph, batchSensitiveOperators: [...batchSensitiveOperators] },
      contextLength: codec.value.contextLength,
      stopTokenIds: [...codec.value.stopTokenIds],
      chatTemplate: codec.value.chatTemplate,
      sampler: SAMPLER,
      prefillPlan: 'whole-prompt-batch-1',
      ...policy,
      capabilities: toOrtCapabilities(policy.maxBatchSize),
      loadMs: now() - startMs,
      bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
    };
    return toOk({ codec: codec.value, backend, report });
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, graphFile.value) };
  }
}

/** What a first run shows of the graph; a layer is one that keeps keys. */
function toGraphReport({
  promptCache,
  vocabularySize,
}: TransformersBackend): Omit<LoadReport['graph'], 'batchSensitiveOperators'> {
  const keys = Object.entries(promptCache).filter(([name]) => name.endsWith('.key'));
  const [, kvHeads = 1, , headDim = 1] = keys[0]?.[1].dims ?? [];
  return {
    layers: Math.max(1, keys.length),
    kvHeads,
    headDim,
    vocabularySize,
    inputs: Object.keys(promptCache),
  };
}
