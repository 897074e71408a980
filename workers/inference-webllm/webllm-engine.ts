import { MLCEngine, prebuiltAppConfig } from '@mlc-ai/web-llm';
import { MODEL_BASE_URL } from './model-caches.ts';
import type { TokenEngine } from './webllm-backend.ts';

/** Name by which the only model of a worker is known to the package. */
const MODEL_ID = 'model';

/** Controls that leave logits as they are; the package draws a token of its own from them, which is not used. */
const NEUTRAL = {
  temperature: 1,
  top_p: 1,
  repetition_penalty: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
} as const;

/** What is opened. */
interface EngineOptions {
  /** Path of the compiled library among the model's files. */
  readonly library: string;
  readonly needsHalfPrecision: boolean;
}

/** Starts the package's engine on the files that the worker's caches hold. Throws what the package throws. */
export async function openEngine({ library, needsHalfPrecision }: EngineOptions): Promise<TokenEngine> {
  let last: Float32Array | null = null;
  const reader = {
    processLogits: (logits: Float32Array): Float32Array => {
      last = logits.slice();
      return logits;
    },
    processSampledToken: (): void => undefined,
    resetState: (): void => undefined,
  };
  const record = {
    model: MODEL_BASE_URL,
    model_id: MODEL_ID,
    model_lib: new URL(library, MODEL_BASE_URL).href,
    overrides: NEUTRAL,
    required_features: needsHalfPrecision ? ['shader-f16'] : [],
  };
  const engine = new MLCEngine({
    appConfig: { model_list: [record], cacheBackend: 'cache' },
    logitProcessorRegistry: new Map([[MODEL_ID, reader]]),
    logLevel: 'SILENT',
  });
  await engine.reload(MODEL_ID);
  return {
    forward: async (tokenIds, isPrefill) => {
      last = null;
      await engine.forwardTokensAndSample([...tokenIds], isPrefill);
      if (last === null) throw new Error('the engine handed out no logits');
      return last;
    },
    reset: () => engine.resetChat(),
    unload: () => engine.unload(),
  };
}

/**
 * File name of the compiled library that this version of the package names for a model of its list, with the address it has
 * there; null where the list has no such model. Names in the list are those of the repositories.
 */
export function toListedLibrary(modelId: string): string | null {
  const name = modelId.slice(modelId.lastIndexOf('/') + 1);
  return prebuiltAppConfig.model_list.find(({ model_id: id }) => id === name)?.model_lib ?? null;
}
