import { AutoModelForCausalLM, AutoTokenizer, env, type PreTrainedTokenizer, Tensor } from '@huggingface/transformers';
import runtimeScript from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import runtimeBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Precision } from '#training/export/decoder-weights.ts';
import type { EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';
import { MAX_NEW_TOKENS, REFERENCE_FOLDER } from './reference-files.ts';

/** A message as chat templates take it. */
interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The tokenizer of the shipped folder, as transformers.js finds it there. */
export async function loadTransformersTokenizer(): Promise<PreTrainedTokenizer> {
  configure();
  return AutoTokenizer.from_pretrained(REFERENCE_FOLDER);
}

/** Greedy texts of transformers.js with the build of onnxruntime-web that it asks for; one `generate` a prompt. */
export async function answerWithTransformers(
  precision: Precision,
  prompts: readonly EvaluationPrompt[],
): Promise<readonly string[]> {
  const tokenizer = await loadTransformersTokenizer();
  const model = await AutoModelForCausalLM.from_pretrained(REFERENCE_FOLDER, { dtype: precision, device: 'wasm' });
  const texts: string[] = [];
  for (const { example } of prompts) {
    const inputs = toInputs(tokenizer, toMessages(example));
    const output = await model.generate({ ...inputs, do_sample: false, max_new_tokens: MAX_NEW_TOKENS });
    if (!(output instanceof Tensor)) throw new Error('generate gave no tensor');
    const answer = toIds(output).slice(toIds(inputs.input_ids).length);
    texts.push(tokenizer.decode(answer, { skip_special_tokens: true, clean_up_tokenization_spaces: false }));
  }
  await model.dispose();
  return texts;
}

/** A conversation up to the place of its answer, in the template's messages. */
export function toMessages({ system, turns, user }: EvaluationPrompt['example']): Message[] {
  return [
    ...(system === null ? [] : [toMessage('system', system)]),
    ...turns.flatMap((turn) => [toMessage('user', turn.user), toMessage('assistant', turn.assistant)]),
    toMessage('user', user),
  ];
}

function toMessage(role: Message['role'], content: string): Message {
  return { role, content };
}

/** Ids of a conversation by the folder's own chat template. */
export function toTransformersIds(tokenizer: PreTrainedTokenizer, messages: Message[]): readonly number[] {
  return toIds(toInputs(tokenizer, messages).input_ids);
}

function configure(): void {
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useBrowserCache = false;
  env.localModelPath = '/models/';
  const wasm = env.backends.onnx.wasm;
  if (wasm === undefined) throw new Error('no WebAssembly backend');
  // Without paths it would fetch its runtime from a CDN.
  const wasmPaths = { mjs: runtimeScript, wasm: runtimeBinary };
  Object.assign(wasm, { wasmPaths, numThreads: 1, proxy: false });
}

interface Inputs {
  readonly input_ids: Tensor;
  readonly attention_mask: Tensor;
}

function toInputs(tokenizer: PreTrainedTokenizer, messages: Message[]): Inputs {
  const inputs = tokenizer.apply_chat_template(messages, { add_generation_prompt: true, return_dict: true });
  if (!isInputs(inputs)) throw new Error('the tokenizer gave no tensors');
  return inputs;
}

function isInputs(value: unknown): value is Inputs {
  return typeof value === 'object' && value !== null && 'input_ids' in value && value.input_ids instanceof Tensor;
}

function toIds(tensor: Tensor): readonly number[] {
  return Array.from(tensor.data, Number);
}
