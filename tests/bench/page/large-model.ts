import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createByteTokenizer } from '#tests/support/tiny-llama/byte-tokenizer.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import * as z from 'zod';
import { toRandomLlama, type LlamaShape } from './random-llama.ts';

const shape: LlamaShape = {
  vocabulary: 8192,
  width: 512,
  layers: 10,
  heads: 8,
  hidden: 1376,
};
const CONTEXT_TOKENS = 512;

/** A model folder of about 40 million random weights with a tokenizer that knows every byte, and no template. */
export function toLargeModel(): { readonly model: VerifiedModel; readonly parameters: number } {
  const { graph, weights, parameters } = toRandomLlama(shape, 'model.onnx_data');
  const files = [
    { path: 'onnx/model.onnx', blob: new Blob([graph]) },
    { path: 'onnx/model.onnx_data', blob: new Blob([weights]) },
    { path: 'tokenizer.json', blob: toJsonBlob(toTokenizer(shape.vocabulary)) },
    { path: 'config.json', blob: toJsonBlob({ max_position_embeddings: CONTEXT_TOKENS }) },
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

const TokenizerFile = z.looseObject({ model: z.looseObject({ vocab: z.record(z.string(), z.int()) }) });

/** The byte tokenizer of the tests with made-up words up to the size of the vocabulary. */
function toTokenizer(size: number): unknown {
  const { json, vocabularySize } = createByteTokenizer();
  const tokenizer = TokenizerFile.parse(JSON.parse(json));
  for (let id = vocabularySize; id < size; id += 1) tokenizer.model.vocab[`w${id}`] = id;
  return tokenizer;
}
