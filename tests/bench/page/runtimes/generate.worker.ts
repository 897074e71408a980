import { AutoModelForCausalLM, env, LogLevel, Tensor, type PreTrainedModel } from '@huggingface/transformers';
import { expose } from 'comlink';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { Pass } from '../../runtimes/runtimes-api.ts';

interface OpenRequest {
  readonly model: VerifiedModel;
  readonly runtimeBaseUrl: string;
  readonly promptTokenIds: readonly number[];
  readonly newTokens: number;
}

let opened: { readonly model: PreTrainedModel; readonly request: OpenRequest } | null = null;

async function open(request: OpenRequest): Promise<void> {
  const { ref, files } = request.model;
  const byKey = new Map(files.map(({ path, blob }) => [`/models/bench/${path}`, blob]));
  Object.assign(env, {
    allowLocalModels: true,
    allowRemoteModels: false,
    localModelPath: '/models/',
    useBrowserCache: false,
    useWasmCache: false,
    useCustomCache: true,
    customCache: {
      match: async (key: string) => (byKey.has(key) ? new Response(byKey.get(key)) : undefined),
      put: async () => undefined,
    },
    fetch: async () => new Response(null, { status: 404 }),
    logLevel: LogLevel.ERROR,
  });
  const { wasm } = env.backends.onnx;
  if (wasm === undefined) throw new Error('no WebAssembly backend');
  // The same build, on the same number of threads, as our own engine.
  const build = ref.device === 'wasm' ? 'ort-wasm-simd-threaded' : 'ort-wasm-simd-threaded.asyncify';
  const runtime = `${request.runtimeBaseUrl}${build}`;
  Object.assign(wasm, {
    wasmPaths: { mjs: `${runtime}.mjs`, wasm: `${runtime}.wasm` },
    numThreads: ref.threads,
    proxy: false,
  });
  if (ref.dtype === 'gguf' || ref.dtype === 'mlc') throw new Error('transformers.js reads ONNX graphs only');
  const model = await AutoModelForCausalLM.from_pretrained('bench', { dtype: ref.dtype, device: ref.device });
  opened = { model, request };
}

/** Each trial by one call of the library's `generate`, whose loop does what its users get. */
async function measure(trials: number): Promise<Pass> {
  if (opened === null) throw new Error('open comes first');
  const { model, request } = opened;
  const { promptTokenIds, newTokens } = request;
  const dims = [1, promptTokenIds.length];
  let outputTokens = 0;
  const startedAtMs = performance.now();
  for (let trial = 0; trial < trials; trial += 1) {
    const output = await model.generate({
      input_ids: new Tensor('int64', BigInt64Array.from(promptTokenIds, BigInt), dims),
      attention_mask: new Tensor('int64', new BigInt64Array(promptTokenIds.length).fill(1n), dims),
      do_sample: true,
      temperature: 1,
      top_k: 0,
      max_new_tokens: newTokens,
    });
    if (!(output instanceof Tensor)) throw new Error('generate gave no tensor');
    outputTokens += (output.dims.at(-1) ?? 0) - promptTokenIds.length;
  }
  return { outputTokens, wallMs: performance.now() - startedAtMs };
}

const api = { open, measure };
export type GenerateApi = typeof api;
expose(api);
