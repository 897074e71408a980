import { CHAT_TEMPLATE, END_TOKEN, PAD_TOKEN } from '../bpe/tokenizer-files.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { toNetworkWeights } from '../model/layer-weights.ts';
import type { NetworkShape } from '../model/network-shape.ts';
import type { Parameters } from '../model/parameters.ts';
import { encodeGguf, type GgufTensor, type GgufValue } from './gguf-file.ts';

/** Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py, TokenType. */
const NORMAL_TOKEN = 1;
const CONTROL_TOKEN = 3;
/** Source: ggml-org/llama.cpp, llama_ftype: mostly Q8_0. */
const FILE_TYPE_Q8_0 = 7;

/** A model as llama.cpp and wllama read it: matrices as Q8_0, norms as floats. */
export function createLlamaGguf(
  title: string,
  shape: NetworkShape,
  model: { readonly parameters: Parameters; readonly vocabulary: BpeVocabulary },
): Uint8Array<ArrayBuffer> {
  const metadata = { ...toArchitecture(title, shape), ...toTokenizer(model.vocabulary) };
  return encodeGguf(metadata, toTensors(shape, model.parameters));
}

function toArchitecture(title: string, shape: NetworkShape): Readonly<Record<string, GgufValue>> {
  const integer = (value: number): GgufValue => ({ type: 'uint32', value });
  return {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: title },
    'general.file_type': integer(FILE_TYPE_Q8_0),
    'general.quantization_version': integer(2),
    'llama.block_count': integer(shape.layers),
    'llama.context_length': integer(shape.contextLength),
    'llama.embedding_length': integer(shape.width),
    'llama.feed_forward_length': integer(shape.innerWidth),
    'llama.attention.head_count': integer(shape.heads),
    'llama.attention.head_count_kv': integer(shape.kvHeads),
    'llama.attention.key_length': integer(shape.headDim),
    'llama.attention.value_length': integer(shape.headDim),
    'llama.rope.dimension_count': integer(shape.headDim),
    'llama.rope.freq_base': { type: 'float32', value: shape.ropeTheta },
    'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: shape.normEpsilon },
    'llama.vocab_size': integer(shape.vocabularySize),
  };
}

function toTokenizer({ tokens, merges, specialTokens }: BpeVocabulary): Readonly<Record<string, GgufValue>> {
  const types = tokens.map((_, id) => (id < specialTokens.length ? CONTROL_TOKEN : NORMAL_TOKEN));
  const endId = specialTokens.indexOf(END_TOKEN);
  return {
    'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
    // The pre-tokenizer that cuts single digits, then GPT-2's words.
    'tokenizer.ggml.pre': { type: 'string', value: 'smollm' },
    'tokenizer.ggml.tokens': { type: 'string', value: tokens },
    'tokenizer.ggml.token_type': { type: 'int32', value: types },
    'tokenizer.ggml.merges': { type: 'string', value: merges.map(([left, right]) => `${left} ${right}`) },
    // Never written, but without it llama.cpp takes token 11 for the beginning of text.
    'tokenizer.ggml.bos_token_id': { type: 'uint32', value: endId },
    'tokenizer.ggml.eos_token_id': { type: 'uint32', value: endId },
    'tokenizer.ggml.padding_token_id': { type: 'uint32', value: specialTokens.indexOf(PAD_TOKEN) },
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
    'tokenizer.chat_template': { type: 'string', value: CHAT_TEMPLATE },
  };
}

function toTensors(shape: NetworkShape, parameters: Parameters): readonly GgufTensor[] {
  const { embedding, layers, finalNorm } = toNetworkWeights(shape, parameters);
  const norm = (name: string, values: Float32Array): GgufTensor => ({ name, dims: [shape.width], type: 'F32', values });
  const matrix = (name: string, columns: number, values: Float32Array): GgufTensor => ({
    name,
    dims: [columns, values.length / columns],
    type: 'Q8_0',
    values,
  });
  const { width, heads, headDim, innerWidth } = shape;
  return [
    matrix('token_embd.weight', width, embedding),
    norm('output_norm.weight', finalNorm),
    ...layers.flatMap((layer, index) => {
      const name = (part: string): string => `blk.${index}.${part}.weight`;
      return [
        norm(name('attn_norm'), layer.attentionNorm),
        matrix(name('attn_q'), width, toInterleavedRows(layer.query, shape)),
        matrix(name('attn_k'), width, toInterleavedRows(layer.key, shape)),
        matrix(name('attn_v'), width, layer.value),
        matrix(name('attn_output'), heads * headDim, layer.attentionOutput),
        norm(name('ffn_norm'), layer.innerNorm),
        matrix(name('ffn_gate'), width, layer.gate),
        matrix(name('ffn_up'), width, layer.up),
        matrix(name('ffn_down'), innerWidth, layer.down),
      ];
    }),
  ];
}

/**
 * Reorders the rows of each head: llama.cpp rotates neighbours (2i, 2i + 1) where this network rotates (i, i + headDim / 2).
 * Source: ggml-org/llama.cpp, convert_hf_to_gguf.py, LlamaModel.permute.
 */
function toInterleavedRows(values: Float32Array, { width, headDim }: NetworkShape): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < values.length / width; row += 1) {
    const inHead = row % headDim;
    const source = row - inHead + (inHead >> 1) + (inHead % 2) * (headDim / 2);
    result.set(values.subarray(source * width, (source + 1) * width), row * width);
  }
  return result;
}
