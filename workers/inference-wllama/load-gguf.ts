import { Wllama } from '@wllama/wllama/esm/index.js';
import { SAMPLER } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { RuntimeCapabilities } from '#core/model/runtime-capabilities.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { LoadedModel } from '#workers/decode/create-inference-api.ts';
import { toGgufFacts, toGgufGraph, type GgufFacts } from './gguf-facts.ts';
import { readGgufMetadata } from './gguf-metadata.ts';
import { WllamaBackend } from './wllama-backend.ts';
import { createWllamaCodec } from './wllama-codec.ts';
import { toLoadFailure } from './wllama-failure.ts';

/** Version of the package; llama.cpp's own is in `Wllama.getLibllamaVersion`. */
const WLLAMA_VERSION = '2.4.0';
/** Tokens of a prompt that one call computes. Part of the prefill plan: fixed, because it changes the last bits. */
const PREFILL_CHUNK = 512;
/** Context of a file that states none. */
const DEFAULT_CONTEXT = 2048;
/** Cache memory grows with the context; small models state up to a million tokens and are asked for a few thousand. */
const MAX_CONTEXT = 8192;

interface LoadOptions {
  /** Folder URL of the runtime's files, ending in "/". */
  readonly runtimeBaseUrl: string;
  /** Without isolation there is one thread. */
  readonly isCrossOriginIsolated: boolean;
  /** Monotonic clock, ms. */
  readonly now: () => number;
}

/** Loads the only GGUF file of a model into llama.cpp and reports what was found. */
export async function loadGguf(
  { ref, files }: VerifiedModel,
  { runtimeBaseUrl, isCrossOriginIsolated, now }: LoadOptions,
): Promise<Result<LoadedModel>> {
  const startMs = now();
  const graphs = files.filter(({ path }) => path.endsWith('.gguf'));
  const [file] = graphs;
  if (file === undefined || graphs.length > 1)
    return toFailed('model-missing-file', `The model has ${graphs.length} GGUF files; one is run.`, {
      location: file?.path ?? 'models',
    });
  const metadata = await readGgufMetadata(file.blob, file.path);
  if (!metadata.ok) return metadata;
  const facts = toGgufFacts(metadata.value);
  const threads = isCrossOriginIsolated ? ref.threads : 1;
  const contextLength = Math.min(facts.contextLength ?? DEFAULT_CONTEXT, MAX_CONTEXT);
  const log: string[] = [];
  try {
    const wllama = await openWllama(file.blob, { runtimeBaseUrl, threads, contextLength, log });
    const codec = await createWllamaCodec(wllama, facts, { templateOverride: ref.chatTemplate, contextLength });
    if (!codec.ok) return codec;
    const canTruncate = await probeTruncation(wllama);
    const vocabularySize = wllama.getLoadedContextInfo().n_vocab;
    const report: LoadReport = {
      modelId: ref.modelId,
      modelHash: toModelHash(ref),
      runtime: {
        name: 'wllama',
        version: `${WLLAMA_VERSION} (llama.cpp ${Wllama.getLibllamaVersion()})`,
        device: 'wasm',
        threads: wllama.getNumThreads(),
      },
      graphFile: file.path,
      graph: toGgufGraph(facts, vocabularySize),
      contextLength,
      stopTokenIds: [...codec.value.stopTokenIds],
      chatTemplate: codec.value.chatTemplate,
      sampler: SAMPLER,
      prefillPlan: 'chunks-of-512-batch-1',
      reproducibilityClass: 'B',
      capabilities: toCapabilities(canTruncate),
      maxBatchSize: 1,
      loadMs: now() - startMs,
      bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
    };
    return toOk({ codec: codec.value, backend: new WllamaBackend(wllama, vocabularySize, canTruncate), report });
  } catch (error) {
    return { ok: false, failure: toLoadFailure(error, toArchitectureText(file.path, facts), log) };
  }
}

/** What llama.cpp can do behind the token loop. */
function toCapabilities(canTruncate: boolean): RuntimeCapabilities {
  return {
    tokenLevel: true,
    logprobs: 'full',
    logprobStage: 'raw',
    seed: 'ours',
    maxBatch: 1,
    sharedPrefix: canTruncate ? 'truncate' : 'none',
    cancel: 'step',
    timing: 'measured',
    retokenise: false,
    grammar: false,
    tokenizer: 'in-model',
  };
}

interface OpenOptions extends Pick<LoadOptions, 'runtimeBaseUrl'> {
  readonly threads: number;
  readonly contextLength: number;
  /** Gets what the runtime complains of. */
  readonly log: string[];
}

/** Starts llama.cpp from our own origin with nothing left to its defaults, which depend on the machine. */
async function openWllama(blob: Blob, options: OpenOptions): Promise<Wllama> {
  const { runtimeBaseUrl, threads, contextLength, log } = options;
  const note = (...parts: readonly unknown[]): void => {
    log.push(parts.map(String).join(' '));
  };
  const silent = (): void => undefined;
  const paths = {
    'single-thread/wllama.wasm': `${runtimeBaseUrl}single-thread.wasm`,
    'multi-thread/wllama.wasm': `${runtimeBaseUrl}multi-thread.wasm`,
  };
  const wllama = new Wllama(paths, { logger: { debug: silent, log: silent, warn: note, error: note } });
  await wllama.loadModel([blob], {
    n_ctx: contextLength,
    n_batch: Math.min(PREFILL_CHUNK, contextLength),
    n_threads: threads,
    // Its kernels differ with the number of rows (RUNTIMES §4).
    flash_attn: false,
    cache_type_k: 'f32',
    cache_type_v: 'f32',
    // Its sampler is never asked; the package draws a seed by chance where it gets none.
    seed: 1,
  });
  return wllama;
}

/** Whether the end of a sequence can be taken back, which models with a recurrent state do not allow. */
async function probeTruncation(wllama: Wllama): Promise<boolean> {
  await wllama.kvClear();
  await wllama.decode([0, 0], {});
  try {
    await wllama.kvRemove(1, -1);
    return true;
  } catch {
    return false;
  } finally {
    await wllama.kvClear();
  }
}

function toArchitectureText(path: string, { architecture }: GgufFacts): string {
  return `${path} (architecture "${architecture}")`;
}
