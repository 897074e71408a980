import { sha256Hex } from '#core/hash/sha256.ts';
import { ModelFile } from '#core/model/model-ref.ts';
import * as z from 'zod';
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

/** Largest sizes in bytes: of all files together, so that the folder can be shipped, and of the graph of a first visit. */
export const SIZE_LIMITS = { folder: 15e6, fp32: 9e6 } as const;

/** Where the GGUF file is; the app does not load it. */
export function toGgufPath({ name }: Recipe): string {
  return `gguf/${name}-q8_0.gguf`;
}

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
    [toGgufPath(recipe)]: createLlamaGguf(recipe.title, shape, model),
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

/** Text files that the app reads beside a graph. */
const APP_TEXT_FILES: ReadonlySet<string> = new Set([
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
]);

/** The same entry with the files that the app may load: graphs, tokenizer and settings; no documents and no GGUF file. */
export function toAppManifest(manifest: ModelManifest): ModelManifest {
  const isGraph = (path: string): boolean => Object.values(GRAPH_PATHS).includes(path);
  return { ...manifest, files: manifest.files.filter(({ path }) => APP_TEXT_FILES.has(path) || isGraph(path)) };
}

/** What a model folder's own `manifest.json` says, and, with fewer files, its entry in `public/models/manifest.json`. */
export const ModelManifest = z.strictObject({
  modelId: z.string().min(1).max(200),
  /** Name of the folder. */
  path: z.string().min(1).max(200),
  title: z.string().min(1).max(200),
  parameters: z.int().positive(),
  licence: z.string().min(1).max(200),
  dtypes: z.array(z.enum(['fp32', 'q8', 'q4'])),
  contextLength: z.int().positive(),
  files: z.array(ModelFile).max(200),
});
export type ModelManifest = z.infer<typeof ModelManifest>;

/** The manifest of files that are all there is in the folder; files in ascending order of paths. */
export function toModelManifest(recipe: Recipe, files: FolderFiles): ModelManifest {
  const { shape } = recipe.training;
  return {
    modelId: recipe.modelId,
    path: recipe.name,
    title: recipe.title,
    parameters: countParameters(shape),
    licence: recipe.licence,
    dtypes: ['fp32', 'q8', 'q4'],
    contextLength: shape.contextLength,
    files: [...toFileList(files)],
  };
}

/** Size and hash of every file, in ascending order of paths. */
export function toFileList(files: FolderFiles): readonly ModelFile[] {
  const entries = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([path, content]) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
  });
}
