import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import { TEXT_CODEC_PATHS } from '#workers/decode/text-codec.ts';

/** Names of the graph by precision, as Optimum and transformers.js write them. */
const GRAPH_NAMES: Readonly<Record<ModelRef['dtype'], readonly string[]>> = {
  fp32: ['model.onnx'],
  fp16: ['model_fp16.onnx'],
  q8: ['model_quantized.onnx', 'model_q8.onnx'],
  q4: ['model_q4.onnx'],
  q4f16: ['model_q4f16.onnx'],
  gguf: [],
  mlc: [],
};

/** The folder's graph for `dtype`, in `onnx/` or at the top; fails with `model-missing-file`. */
export function toGraphFile(paths: readonly string[], dtype: ModelRef['dtype']): Result<string> {
  const candidates = GRAPH_NAMES[dtype].flatMap((name) => [`onnx/${name}`, name]);
  const found = candidates.find((candidate) => paths.includes(candidate));
  if (found !== undefined) return toOk(found);
  const [expected = ''] = candidates;
  return toFailed('model-missing-file', `The model has no ${dtype} graph: ${candidates.join(' or ')} is missing.`, {
    location: expected,
  });
}

/** Text of the files that the text codec reads; missing ones are left out. */
export async function readTextFiles(files: VerifiedModel['files']): Promise<Readonly<Record<string, string>>> {
  const wanted = files.filter((file) => TEXT_CODEC_PATHS.some((path) => path === file.path));
  return Object.fromEntries(
    await Promise.all(wanted.map(async (file) => [file.path, await file.blob.text()] as const)),
  );
}

/** Bytes of one file of the folder; fails with `model-missing-file`. */
export async function readBytes(files: VerifiedModel['files'], path: string): Promise<Result<Uint8Array>> {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) {
    return toFailed('model-missing-file', `The model has no file ${path}.`, { location: path });
  }
  return toOk(new Uint8Array(await file.blob.arrayBuffer()));
}

/** Path in the model folder of a file that a graph names relative to itself. */
export function toSiblingPath(graphFile: string, relative: string): string {
  return graphFile.slice(0, graphFile.lastIndexOf('/') + 1) + relative.replace(/^\.\//, '');
}
