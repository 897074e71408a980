import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { isMlcFile } from '#core/sources/mlc-files.ts';

/** A file of a picked folder. */
export interface PickedFile {
  readonly path: string;
  readonly blob: Blob;
}

/** What of a folder is the model. Paths are relative to the folder. */
export interface ModelFolder {
  readonly folderName: string;
  readonly runtime: ModelRef['runtime'];
  readonly dtype: ModelRef['dtype'];
  /** Graph, external data, tokenizer, settings; sorted by path. */
  readonly files: readonly PickedFile[];
}

/** Graphs in the order of preference; Hugging Face repositories keep them under `onnx/`. */
const GRAPHS: readonly { readonly path: string; readonly dtype: ModelRef['dtype'] }[] = [
  { path: 'onnx/model.onnx', dtype: 'fp32' },
  { path: 'model.onnx', dtype: 'fp32' },
  { path: 'onnx/model_fp16.onnx', dtype: 'fp16' },
  { path: 'model_fp16.onnx', dtype: 'fp16' },
  { path: 'onnx/model_quantized.onnx', dtype: 'q8' },
  { path: 'model_quantized.onnx', dtype: 'q8' },
  { path: 'onnx/model_q4.onnx', dtype: 'q4' },
  { path: 'model_q4.onnx', dtype: 'q4' },
  { path: 'onnx/model_q4f16.onnx', dtype: 'q4f16' },
  { path: 'model_q4f16.onnx', dtype: 'q4f16' },
];
const OPTIONAL_FILES: ReadonlySet<string> = new Set([
  'tokenizer_config.json',
  'chat_template.jinja',
  'config.json',
  'generation_config.json',
  'special_tokens_map.json',
]);

/**
 * Finds the model in a folder of Hugging Face layout: one graph (that of `dtype`, else fp32, fp16, q8, q4, q4f16 in this order) with its external data,
 * `tokenizer.json`, and the settings files that are there. Fails with `model-missing-file`.
 */
export function selectModelFiles(
  picked: readonly PickedFile[],
  dtype: ModelRef['dtype'] = 'fp32',
): Result<ModelFolder> {
  const { folderName, files } = stripTopFolder(picked);
  const ggufs = files.filter(({ path }) => path.endsWith('.gguf'));
  const hasGraph = GRAPHS.some(({ path }) => files.some((file) => file.path === path));
  if (ggufs.length > 0 && (dtype === 'gguf' || !hasGraph)) return selectGguf(folderName, ggufs);
  if (files.some(({ path }) => path === 'mlc-chat-config.json') && (dtype === 'mlc' || !hasGraph)) {
    return toOk({ folderName, runtime: 'webllm', dtype: 'mlc', files: selectMlc(files) });
  }
  const present = GRAPHS.filter(({ path }) => files.some((file) => file.path === path));
  const graph = present.find((candidate) => candidate.dtype === dtype) ?? present[0];
  if (graph === undefined) {
    return toFailed(
      'model-missing-file',
      `The folder "${folderName}" has neither a GGUF file, nor an MLC model, nor an ONNX graph: expected onnx/model.onnx (or model_fp16.onnx, model_quantized.onnx, model_q4.onnx, model_q4f16.onnx). Pick the model's own folder, in Hugging Face layout.`,
      { location: 'onnx/model.onnx' },
    );
  }
  if (!files.some((file) => file.path === 'tokenizer.json')) {
    return toFailed(
      'model-missing-file',
      `The folder "${folderName}" has no tokenizer.json, without which text cannot become tokens. Download tokenizer.json from the model's repository into this folder, then pick it again.`,
      { location: 'tokenizer.json' },
    );
  }
  const isWanted = ({ path }: PickedFile): boolean =>
    path === graph.path || path === 'tokenizer.json' || OPTIONAL_FILES.has(path) || isExternalDataOf(graph.path, path);
  return toOk({
    folderName,
    runtime: 'ort',
    dtype: graph.dtype,
    files: files.filter(isWanted).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  });
}

/** A GGUF file is a whole model, tokenizer and template included: the only one is taken, under its own name. */
function selectGguf(folderName: string, ggufs: readonly PickedFile[]): Result<ModelFolder> {
  const [file] = ggufs;
  if (file === undefined || ggufs.length > 1)
    return toFailed(
      'model-missing-file',
      `The folder "${folderName}" has ${ggufs.length} GGUF files, of which one can be run. Pick that file alone. A model that is split into several files has to be joined first (llama-gguf-split --merge).`,
      { location: file?.path ?? 'model.gguf' },
    );
  const name = (file.path.split('/').at(-1) ?? file.path).replace(/\.gguf$/, '');
  return toOk({ folderName: name.slice(0, 190), runtime: 'wllama', dtype: 'gguf', files: [file] });
}

/** What of an MLC folder is the model: settings, tokenizer, list and pieces of the weights, compiled library. What is missing is said on loading. */
function selectMlc(files: readonly PickedFile[]): readonly PickedFile[] {
  return files.filter(({ path }) => isMlcFile(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** `model.onnx_data`, `model.onnx_data_1`, … (Optimum) and `model.onnx.data` (PyTorch's exporter) beside the graph. */
function isExternalDataOf(graphPath: string, path: string): boolean {
  return path.startsWith(graphPath) && /^(_data(_\d+)?|\.data)$/.test(path.slice(graphPath.length));
}

/** Pickers put the folder's own name before every path; files picked one by one have none. */
function stripTopFolder(picked: readonly PickedFile[]): {
  readonly folderName: string;
  readonly files: readonly PickedFile[];
} {
  const normalised = picked.map((file) => ({ ...file, path: file.path.replace(/^\.?\//, '') }));
  const top = normalised[0]?.path.split('/')[0] ?? '';
  const isShared = normalised.every((file) => file.path.startsWith(`${top}/`));
  // A folder whose files all lie in `onnx/` is the model's folder already, not a folder named "onnx".
  if (top === '' || top === 'onnx' || !isShared) return { folderName: 'model', files: normalised };
  const files = normalised.map((file) => ({ ...file, path: file.path.slice(top.length + 1) }));
  return { folderName: top.slice(0, 190), files };
}
