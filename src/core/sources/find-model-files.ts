import { Dtype } from '../model/model-ref.ts';
import { isMlcFile } from './mlc-files.ts';

/** One way to run what a folder or repository holds: a graph of one precision with all it needs, one GGUF file, or an MLC model. */
export interface ModelCandidate {
  readonly format: 'onnx' | 'gguf' | 'mlc';
  /** The precision that the file's name states, as the harness calls it, or as the name has it where the harness has no word for it. */
  readonly precision: string;
  /** The precision of an ONNX graph that the harness can run; null = it cannot, or the format has another scale. */
  readonly dtype: Dtype | null;
  /** The graph or GGUF file; its first part where it comes in several. */
  readonly mainPath: string;
  /** Weights, external data, tokenizer and settings, sorted. */
  readonly paths: readonly string[];
}

/** Suffixes of graphs in the layout of transformers.js, in the order of preference. */
const GRAPHS: readonly { readonly name: string; readonly precision: string }[] = [
  { name: 'model', precision: 'fp32' },
  { name: 'model_fp16', precision: 'fp16' },
  { name: 'model_quantized', precision: 'q8' },
  { name: 'model_q4', precision: 'q4' },
  { name: 'model_q4f16', precision: 'q4f16' },
  { name: 'decoder_model_merged', precision: 'fp32' },
  { name: 'decoder_model_merged_fp16', precision: 'fp16' },
  { name: 'decoder_model_merged_quantized', precision: 'q8' },
  { name: 'model_int8', precision: 'int8' },
  { name: 'model_uint8', precision: 'uint8' },
  { name: 'model_bnb4', precision: 'bnb4' },
];

/** What belongs to a graph beside its weights, where it is there. */
const SETTINGS: ReadonlySet<string> = new Set([
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
]);

/**
 * The models among the paths of a folder in Hugging Face layout: graphs under `onnx/` before those at the top, in the order of
 * preference, then GGUF files by name. A graph of a precision that came up already (at the top, or merged) is left out.
 */
export function findModelFiles(paths: readonly string[]): readonly ModelCandidate[] {
  const present = new Set(paths);
  const settings = paths.filter((path) => SETTINGS.has(path));
  const graphs = ['onnx/', ''].flatMap((folder) =>
    GRAPHS.map(({ name, precision }) => ({ path: `${folder}${name}.onnx`, precision })),
  );
  const candidates: ModelCandidate[] = [];
  for (const { path, precision } of graphs) {
    if (!present.has(path) || candidates.some((candidate) => candidate.precision === precision)) continue;
    const data = paths.filter((other) => isExternalDataOf(path, other));
    candidates.push({
      format: 'onnx',
      precision,
      dtype: Dtype.safeParse(precision).data ?? null,
      mainPath: path,
      paths: [path, ...data, ...settings].toSorted(),
    });
  }
  return [...candidates, ...findGgufFiles(paths), ...findMlcFiles(paths)];
}

/** A folder holds one MLC model at most; its precision stands in a file, not in a name. */
function findMlcFiles(paths: readonly string[]): readonly ModelCandidate[] {
  const mainPath = 'mlc-chat-config.json';
  if (!paths.includes(mainPath)) return [];
  return [{ format: 'mlc', precision: 'MLC', dtype: null, mainPath, paths: paths.filter(isMlcFile).toSorted() }];
}

/** Every path at which a model in Hugging Face layout may have a file, but for weights in more than one piece of external data. */
export function toKnownPaths(): readonly string[] {
  const graphs = ['onnx/', ''].flatMap((folder) => GRAPHS.map(({ name }) => `${folder}${name}.onnx`));
  return [...SETTINGS, ...graphs, ...graphs.flatMap((path) => [`${path}_data`, `${path}.data`])];
}

/** `model.onnx_data`, `model.onnx_data_1`, … (Optimum) and `model.onnx.data` (PyTorch's exporter) beside the graph. */
function isExternalDataOf(graphPath: string, path: string): boolean {
  return path.startsWith(graphPath) && /^(_data(_\d+)?|\.data)$/.test(path.slice(graphPath.length));
}

/** `name-00001-of-00003.gguf` is the first of three parts of one model. */
const GGUF_PART = /-(\d{5})-of-(\d{5})\.gguf$/i;

/** llama.cpp's names of precisions, e.g. `Q4_K_M`, `IQ3_XXS`, `F16`. */
const GGUF_PRECISION = /(?:^|[-_.])((?:I?Q\d(?:_[A-Z0-9]+)*)|BF16|F16|F32|TQ\d_0|MXFP4)(?=[-_.]|$)/gi;

function findGgufFiles(paths: readonly string[]): readonly ModelCandidate[] {
  const ggufs = paths.filter((path) => /\.gguf$/i.test(path) && !/(^|[/_-])(mmproj|imatrix)/i.test(path)).toSorted();
  return ggufs
    .filter((path) => (GGUF_PART.exec(path)?.[1] ?? '00001') === '00001')
    .map((path) => {
      const stem = path.replace(GGUF_PART, '').replace(/\.gguf$/i, '');
      const parts = ggufs.filter((other) => other === path || (other.startsWith(`${stem}-`) && GGUF_PART.test(other)));
      const name = stem.slice(stem.lastIndexOf('/') + 1);
      return {
        format: 'gguf' as const,
        precision: [...name.matchAll(GGUF_PRECISION)].at(-1)?.[1]?.toUpperCase() ?? 'GGUF',
        dtype: null,
        mainPath: path,
        paths: GGUF_PART.test(path) ? parts : [path],
      };
    });
}
