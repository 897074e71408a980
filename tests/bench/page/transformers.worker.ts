import { AutoModelForCausalLM, AutoTokenizer, env, type PreTrainedModel, Tensor } from '@huggingface/transformers';
import { expose } from 'comlink';
import type { Measurement } from '../bench-page-api.ts';

/** A model of our own origin with its prompts. */
interface OpenRequest {
  readonly baseUrl: string;
  readonly folder: string;
  readonly messages: readonly { role: string; content: string }[][];
  readonly temperature: number;
  readonly topK: number;
  readonly maxNewTokens: number;
}

/** Prompts as tensors, and how to continue them. */
interface Opened {
  readonly model: PreTrainedModel;
  readonly prompts: readonly { input_ids: Tensor; attention_mask: Tensor }[];
  readonly request: OpenRequest;
}

let opened: Opened | null = null;

async function open(request: OpenRequest): Promise<void> {
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useBrowserCache = false;
  // A path, not a URL: transformers.js takes every URL for a remote one.
  env.localModelPath = new URL('models/', request.baseUrl).pathname;
  const wasm = env.backends.onnx.wasm;
  if (wasm === undefined) throw new Error('no WebAssembly backend');
  // The same build, on the same number of threads, as our own engine.
  const runtime = `${request.baseUrl}ort/1.30.0/ort-wasm-simd-threaded`;
  Object.assign(wasm, { wasmPaths: { mjs: `${runtime}.mjs`, wasm: `${runtime}.wasm` }, numThreads: 1, proxy: false });
  const tokenizer = await AutoTokenizer.from_pretrained(request.folder);
  const model = await AutoModelForCausalLM.from_pretrained(request.folder, { dtype: 'fp32', device: 'wasm' });
  const prompts = request.messages.map((messages) => {
    const encoded = tokenizer.apply_chat_template(messages, { add_generation_prompt: true, return_dict: true });
    if (!isPrompt(encoded)) throw new Error('the tokenizer gave no tensors');
    return encoded;
  });
  opened = { model, prompts, request };
}

async function measure(epochs: number): Promise<Measurement> {
  if (opened === null) throw new Error('open comes first');
  const { model, prompts, request } = opened;
  const { temperature, topK, maxNewTokens } = request;
  let outputTokens = 0;
  const startedAtMs = performance.now();
  for (const prompt of prompts) {
    const promptTokens = prompt.input_ids.dims.at(-1) ?? 0;
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      const output = await model.generate({
        ...prompt,
        do_sample: true,
        temperature,
        top_k: topK,
        max_new_tokens: maxNewTokens,
      });
      if (!(output instanceof Tensor)) throw new Error('generate gave no tensor');
      outputTokens += (output.dims.at(-1) ?? 0) - promptTokens;
    }
  }
  // Other noise than ours, so other tokens: nothing to compare but the speed.
  return { outputTokens, wallMs: performance.now() - startedAtMs, profile: null, outputHash: '' };
}

function isPrompt(value: unknown): value is { input_ids: Tensor; attention_mask: Tensor } {
  return typeof value === 'object' && value !== null && 'input_ids' in value && value.input_ids instanceof Tensor;
}

const api = { open, measure };
export type TransformersApi = typeof api;
expose(api);
