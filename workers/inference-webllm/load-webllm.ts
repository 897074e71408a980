import { SAMPLER } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { RuntimeCapabilities } from '#core/model/runtime-capabilities.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { LoadedModel } from '#workers/decode/create-inference-api.ts';
import { MLC_CONFIG } from '#workers/decode/mlc-settings.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { readTextFiles } from '#workers/inference-ort/model-files.ts';
import { checkLibrary } from './check-library.ts';
import { watchGpu } from './gpu-watch.ts';
import { checkMlcFiles, needsHalfPrecision, parseMlcConfig, toMlcGraph } from './mlc-config.ts';
import { createModelCaches } from './model-caches.ts';
import { WebLlmBackend } from './webllm-backend.ts';
import { openEngine, toListedLibrary } from './webllm-engine.ts';
import { toLoadFailure } from './webllm-failure.ts';

/** Version of the package; libraries are compiled for it. */
const WEBLLM_VERSION = '0.2.86';

/** Opens an MLC model in WebLLM's engine on the GPU and reports what was found. */
export async function loadWebLlm(
  { ref, files }: VerifiedModel,
  { now }: { readonly now: () => number },
): Promise<Result<LoadedModel>> {
  const startMs = now();
  if (ref.device !== 'webgpu')
    return toFailed('runtime-unsupported', 'WebLLM computes on WebGPU only: choose it as the device.', {
      location: 'device',
    });
  const library = checkMlcFiles(
    files.map(({ path }) => path),
    toListedLibrary(ref.modelId),
  );
  if (!library.ok) return library;
  const texts = await readTextFiles(files);
  const config = parseMlcConfig(texts[MLC_CONFIG] ?? '');
  if (!config.ok) return config;
  const codec = createTextCodec(texts, ref.chatTemplate);
  if (!codec.ok) return codec;
  const blob = files.find(({ path }) => path === library.value)?.blob ?? new Blob();
  const checked = await checkLibrary(blob, library.value, WEBLLM_VERSION);
  if (!checked.ok) return checked;
  // The package finds the files in the place where it keeps what it downloaded; in this worker that place is ours.
  Object.defineProperty(globalThis, 'caches', { configurable: true, value: createModelCaches(files) });
  try {
    const { opened: engine, gpu } = await watchGpu(() =>
      openEngine({ library: library.value, needsHalfPrecision: needsHalfPrecision(config.value.quantization) }),
    );
    const backend = new WebLlmBackend(engine, config.value.vocab_size);
    const report: LoadReport = {
      modelId: ref.modelId,
      modelHash: toModelHash(ref),
      runtime: { name: 'web-llm', version: WEBLLM_VERSION, device: 'webgpu', threads: 1 },
      ...(gpu === null ? {} : { gpu: gpu.info }),
      graphFile: library.value,
      graph: toMlcGraph(config.value),
      contextLength: codec.value.contextLength,
      stopTokenIds: [...codec.value.stopTokenIds],
      chatTemplate: codec.value.chatTemplate,
      sampler: SAMPLER,
      prefillPlan: 'whole-prompt-batch-1',
      reproducibilityClass: 'B',
      capabilities: CAPABILITIES,
      maxBatchSize: 1,
      loadMs: now() - startMs,
      bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
    };
    return toOk({ codec: codec.value, backend, report, device: gpu });
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, library.value, WEBLLM_VERSION) };
  }
}

/** What the engine can do behind the token loop. */
const CAPABILITIES: RuntimeCapabilities = {
  tokenLevel: true,
  logprobs: 'full',
  logprobStage: 'raw',
  seed: 'ours',
  maxBatch: 1,
  sharedPrefix: 'none',
  cancel: 'step',
  timing: 'measured',
  retokenise: true,
  grammar: false,
  tokenizer: 'files',
};
