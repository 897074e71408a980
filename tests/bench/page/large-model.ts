import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { toRandomLlama, type LlamaShape } from './random-llama.ts';

const shape: LlamaShape = {
  vocabulary: 8192,
  width: 512,
  layers: 11,
  heads: 8,
  kvHeads: 4,
  hidden: 1376,
  context: 512,
};

/** A model folder of about 40 million random weights with a tokenizer that knows every byte, and no template. */
export function toLargeModel(): { readonly model: VerifiedModel; readonly parameters: number } {
  const { blob, parameters } = toRandomLlama(shape);
  const files = [
    { path: 'onnx/model.onnx', blob },
    { path: 'tokenizer.json', blob: toJsonBlob(toTokenizer(shape.vocabulary)) },
    { path: 'config.json', blob: toJsonBlob({ max_position_embeddings: shape.context }) },
  ];
  const ref: ModelRef = {
    modelId: 'bench/random-llama',
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype: 'fp32',
    source: { type: 'local', folderName: 'random-llama' },
    revision: null,
    licence: null,
    // Names only: the worker trusts that its files were verified.
    files: files.map(({ path, blob: { size } }) => ({ path, bytes: size, sha256: sha256Hex(path) })),
    chatTemplate: null,
  };
  return { model: { ref, files }, parameters };
}

function toJsonBlob(value: unknown): Blob {
  return new Blob([JSON.stringify(value)]);
}

/** Byte-level BPE without merges: 256 bytes, and made-up words up to the size of the vocabulary. */
function toTokenizer(size: number): unknown {
  const isPlain = (byte: number): boolean => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let shifted = 256;
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPlain(byte) ? byte : shifted++));
  const words = Array.from({ length: size - 256 }, (_, index) => `w${index}`);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries([...bytes, ...words].map((token, id) => [token, id])),
      merges: [],
    },
  };
}
