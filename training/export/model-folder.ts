import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { END_TOKEN, PAD_TOKEN, toTokenizerFiles } from '../bpe/tokenizer-files.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { countParameters, type NetworkShape } from '../model/network-shape.ts';
import type { Parameters } from '../model/parameters.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { Precision } from './decoder-weights.ts';
import { createInferenceGraph } from './inference-graph.ts';
import { createLlamaGguf } from './llama-gguf.ts';

/** Graph file of each precision, under the names that transformers.js looks for. */
export const GRAPH_PATHS: Readonly<Record<Precision, string>> = {
  fp32: 'onnx/model.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
};

/** Content by path, relative to the folder. */
export type FolderFiles = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

/** Every file of the model but its manifest: text, the three ONNX graphs, and the GGUF file. */
export function toModelFiles(
  recipe: Recipe,
  model: { readonly parameters: Parameters; readonly vocabulary: BpeVocabulary },
): FolderFiles {
  const { shape } = recipe.training;
  const graph = (precision: Precision): Uint8Array<ArrayBuffer> =>
    createInferenceGraph(shape, model.parameters, precision);
  return {
    ...toTokenizerFiles(model.vocabulary, shape.contextLength),
    'config.json': `${JSON.stringify(toConfig(shape, model.vocabulary), null, 1)}\n`,
    [GRAPH_PATHS.fp32]: graph('fp32'),
    [GRAPH_PATHS.q8]: graph('q8'),
    [GRAPH_PATHS.q4]: graph('q4'),
    [`gguf/${recipe.name}-q8_0.gguf`]: createLlamaGguf(recipe.title, shape, model),
  };
}

/** The model as Hugging Face's LlamaForCausalLM describes itself. */
function toConfig(shape: NetworkShape, { specialTokens }: BpeVocabulary): unknown {
  return {
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    vocab_size: shape.vocabularySize,
    hidden_size: shape.width,
    intermediate_size: shape.innerWidth,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.kvHeads,
    head_dim: shape.headDim,
    max_position_embeddings: shape.contextLength,
    rms_norm_eps: shape.normEpsilon,
    rope_theta: shape.ropeTheta,
    hidden_act: 'silu',
    tie_word_embeddings: true,
    bos_token_id: null,
    eos_token_id: specialTokens.indexOf(END_TOKEN),
    pad_token_id: specialTokens.indexOf(PAD_TOKEN),
    torch_dtype: 'float32',
    use_cache: true,
  };
}

/** The folder's entry in `public/models/manifest.json`. */
export interface ModelManifest {
  readonly modelId: string;
  readonly path: string;
  readonly title: string;
  readonly parameters: number;
  readonly licence: string;
  readonly dtypes: readonly Precision[];
  readonly contextLength: number;
  readonly files: readonly ModelFile[];
}

/** The manifest of files that are all there is in the folder; files in ascending order of paths. */
export function toModelManifest(recipe: Recipe, files: FolderFiles): ModelManifest {
  const { shape } = recipe.training;
  const entries = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    modelId: recipe.modelId,
    path: recipe.name,
    title: recipe.title,
    parameters: countParameters(shape),
    licence: recipe.licence,
    dtypes: ['fp32', 'q8', 'q4'],
    contextLength: shape.contextLength,
    files: entries.map(([path, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
    }),
  };
}
