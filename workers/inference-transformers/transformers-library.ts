import { AutoModelForCausalLM, env, LogLevel, type PreTrainedModel } from '@huggingface/transformers';
import { assert } from '#core/errors/assert.ts';
import type { Dtype } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';

/** Name under which the library asks for the only model that it can get. */
const MODEL_NAME = 'verified';

/** Where the library's runtime is, and with how many threads it runs. */
interface LibraryOptions {
  /** Folder URL of the runtime's files, ending in "/". */
  readonly runtimeBaseUrl: string;
  readonly threads: number;
}

/**
 * Gives the library the verified files in place of its cache, and no network: what is not among them does not exist. It would
 * otherwise fetch its runtime from a CDN, and keep whatever a server answers (RUNTIMES §1.1).
 */
export function configureLibrary(files: VerifiedModel['files'], { runtimeBaseUrl, threads }: LibraryOptions): void {
  const byKey = new Map(files.map(({ path, blob }) => [`/models/${MODEL_NAME}/${path}`, blob]));
  Object.assign(env, {
    allowLocalModels: true,
    allowRemoteModels: false,
    localModelPath: '/models/',
    useBrowserCache: false,
    useFSCache: false,
    useWasmCache: false,
    useCustomCache: true,
    customCache: {
      match: (key: string) => {
        const blob = byKey.get(key);
        return Promise.resolve(blob === undefined ? undefined : new Response(blob));
      },
      put: () => Promise.resolve(),
    },
    fetch: () => Promise.resolve(new Response(null, { status: 404 })),
    logLevel: LogLevel.ERROR,
  });
  const { wasm } = env.backends.onnx;
  assert(wasm !== undefined, 'the library has a WebAssembly backend in browsers');
  // The plain build: on the processor it gives the bits of `inference-ort`, and it is half as large.
  const wasmPaths = {
    mjs: `${runtimeBaseUrl}ort-wasm-simd-threaded.mjs`,
    wasm: `${runtimeBaseUrl}ort-wasm-simd-threaded.wasm`,
  };
  Object.assign(wasm, { wasmPaths, numThreads: threads, proxy: false });
}

/** Opens a graph of the verified files. @param graphFile path of a graph of this precision. @throws the library's own errors. */
export async function openCausalModel(
  files: VerifiedModel['files'],
  graphFile: string,
  dtype: Exclude<Dtype, 'gguf' | 'mlc'>,
): Promise<PreTrainedModel> {
  const chunks = files.filter(({ path }) => path.startsWith(`${graphFile}_data`)).length;
  return AutoModelForCausalLM.from_pretrained(MODEL_NAME, {
    dtype,
    device: 'wasm',
    subfolder: graphFile.includes('/') ? graphFile.slice(0, graphFile.lastIndexOf('/')) : '',
    ...(chunks === 0 ? {} : { use_external_data_format: chunks }),
  });
}

/** Version of the library. */
export function toLibraryVersion(): string {
  return env.version;
}
