import { createRng } from '#core/rng/rng.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { createByteTokenizer } from '#tests/support/tiny-llama/byte-tokenizer.ts';
import { createInferenceGraph } from '#training/export/inference-graph.ts';
import { EMBEDDING, countParameters, toElementCount, toParameterShapes } from '#training/model/network-shape.ts';
import type { NetworkShape } from '#training/model/network-shape.ts';
import type { Parameters } from '#training/model/parameters.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** A Llama of about 40 million weights, with grouped queries as the models people use have them. */
const shape: NetworkShape = {
  vocabularySize: 8192,
  width: 512,
  layers: 12,
  heads: 8,
  kvHeads: 4,
  headDim: 64,
  innerWidth: 1376,
  contextLength: 512,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
};

/** Folder under the bench page's `models/`. */
const FOLDER = 'bench-llama';
/** Standard deviation of logits: as peaked as those of a small trained model. */
const LOGIT_DEVIATION = 3;

/** Precisions of which a graph is written. */
export type BenchDtype = 'fp32' | 'q4';

/** The model in a folder of the bench page. */
export interface BenchModel {
  readonly parameters: number;
  readonly refs: Readonly<Record<BenchDtype, ModelRef>>;
}

/**
 * Writes a model of random weights, the same in every run, with a tokenizer that knows every byte: its text is noise, its arithmetic is that of a
 * trained one. The graph is the exporter's, so that what holds of the embedded model's graph holds of this one.
 * @param modelsFolder the `models` folder that the bench page serves.
 */
export async function writeBenchModel(modelsFolder: string): Promise<BenchModel> {
  const parameters = toRandomParameters();
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'tokenizer.json': JSON.stringify(toTokenizer(shape.vocabularySize)),
    'config.json': JSON.stringify(toConfig()),
    'onnx/model.onnx': createInferenceGraph(shape, parameters, 'fp32'),
    'onnx/model_q4.onnx': createInferenceGraph(shape, parameters, 'q4'),
  };
  for (const [path, content] of Object.entries(files)) {
    const target = join(modelsFolder, FOLDER, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  const toRef = (dtype: BenchDtype, graphPath: string): ModelRef => ({
    modelId: `bench/${FOLDER}`,
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype,
    source: { type: 'embedded', path: FOLDER },
    revision: null,
    licence: null,
    // Hashes of names: the bench page trusts what it fetches.
    files: ['config.json', 'tokenizer.json', graphPath].map((path) => ({
      path,
      bytes: files[path]?.length ?? 0,
      sha256: sha256Hex(path),
    })),
    chatTemplate: null,
  });
  return {
    parameters: countParameters(shape),
    refs: { fp32: toRef('fp32', 'onnx/model.onnx'), q4: toRef('q4', 'onnx/model_q4.onnx') },
  };
}

function toRandomParameters(): Parameters {
  return Object.fromEntries(
    Object.entries(toParameterShapes(shape)).map(([name, dims]) => {
      const [, inputs] = dims;
      const values = new Float32Array(toElementCount(dims));
      if (inputs === undefined) return [name, values.fill(1)];
      const deviation = (name === EMBEDDING ? LOGIT_DEVIATION : 1) * inputs ** -0.5;
      fillUniform(values, name, Math.sqrt(3) * deviation);
      return [name, values];
    }),
  );
}

/** Uniform numbers in ±range by Park and Miller's generator, which is good enough for weights and fast. */
function fillUniform(values: Float32Array, name: string, range: number): void {
  let state = createRng(`bench/${name}`).int(1, 2147483646);
  for (let index = 0; index < values.length; index += 1) {
    state = (state * 48271) % 2147483647;
    values[index] = (state / 1073741823.5 - 1) * range;
  }
}

/** No token ends an output, so that every way decodes the same number. */
function toConfig(): unknown {
  return {
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    vocab_size: shape.vocabularySize,
    hidden_size: shape.width,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.kvHeads,
    head_dim: shape.headDim,
    max_position_embeddings: shape.contextLength,
    bos_token_id: null,
    eos_token_id: null,
    pad_token_id: null,
  };
}

const TokenizerFile = z.looseObject({ model: z.looseObject({ vocab: z.record(z.string(), z.int()) }) });

/** The byte tokenizer of the tests with made-up words up to the size of the vocabulary. */
function toTokenizer(size: number): unknown {
  const { json, vocabularySize } = createByteTokenizer();
  const tokenizer = TokenizerFile.parse(JSON.parse(json));
  for (let id = vocabularySize; id < size; id += 1) tokenizer.model.vocab[`w${id}`] = id;
  return tokenizer;
}
