import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createByteTokenizer, SPECIAL_TOKENS } from './byte-tokenizer.ts';
import { CONTEXT_LENGTH, createLlamaGraph, type LlamaOptions } from './llama-graph.ts';

/** A small foreign model: another vocabulary, other control tokens and other forms of graph than the reference model's. */
export interface TinyLlamaOptions extends Partial<Omit<LlamaOptions, 'vocabularySize'>> {
  /** With one the prompt is ChatML, without one it is plain text after `<s>`. */
  readonly hasChatTemplate?: boolean;
  /** Weights in `model.onnx_data` beside the graph. */
  readonly hasExternalWeights?: boolean;
}

const CHAT_TEMPLATE = `{% for message in messages %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}`;

/** Files of the model by path, in the layout of Hugging Face and transformers.js. Depends on the options only. */
export function createTinyLlama(
  options: TinyLlamaOptions = {},
): Readonly<Record<string, Uint8Array<ArrayBuffer> | string>> {
  const { hasChatTemplate = true, hasExternalWeights = false, ...form } = options;
  const tokenizer = createByteTokenizer();
  const network = {
    seed: 1,
    kvHeads: 2,
    hasPositionIds: true,
    hasLogitsToKeep: false,
    hasDynamicQuantisation: false,
    ...form,
    vocabularySize: tokenizer.vocabularySize,
  } as const;
  const { graph, weights } = createLlamaGraph(network).encode(hasExternalWeights ? 'model.onnx_data' : null);
  const endId = tokenizer.vocabularySize - SPECIAL_TOKENS.length + SPECIAL_TOKENS.indexOf('</s>');
  return {
    'config.json': JSON.stringify({
      model_type: 'llama',
      max_position_embeddings: CONTEXT_LENGTH,
      eos_token_id: endId,
    }),
    'generation_config.json': JSON.stringify({ eos_token_id: [endId] }),
    'tokenizer.json': tokenizer.json,
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizerFast',
      bos_token: { content: '<s>' },
      eos_token: '</s>',
      model_max_length: 1e30,
      ...(hasChatTemplate ? { chat_template: [{ name: 'default', template: CHAT_TEMPLATE }] } : {}),
    }),
    'onnx/model.onnx': graph,
    ...(hasExternalWeights ? { 'onnx/model.onnx_data': weights } : {}),
  };
}

/** Writes the files of `createTinyLlama` into a folder, which is made when it is not there. */
export async function writeTinyLlama(folder: string, options: TinyLlamaOptions = {}): Promise<void> {
  for (const [path, content] of Object.entries(createTinyLlama(options))) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
