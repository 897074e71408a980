import * as z from 'zod';
import { Dtype, ModelFile, type ModelRef } from './model-ref.ts';

/** Another graph of the same checkpoint: one `.onnx` file, with its external data where it has some. */
export const QuantValue = z.strictObject({ dtype: Dtype, files: z.array(ModelFile).min(1).max(50) });
export type QuantValue = z.infer<typeof QuantValue>;

/** The model with the graph of a value in place of its own; tokenizer, template and settings stay. */
export function toQuantisedModel(model: ModelRef, { dtype, files }: QuantValue): ModelRef {
  return { ...model, dtype, files: [...model.files.filter(({ path }) => !isGraphPath(path)), ...files] };
}

/** True for a graph and for the weights beside it: `model.onnx`, `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`. */
export function isGraphPath(path: string): boolean {
  return /\.onnx(?:_data(?:_\d+)?|\.data)?$/.test(path);
}

/** What of a value of `quant` does not fit the model that it is to be compared with, or null. */
export function findQuantProblem(
  { modelId, dtype, files }: ModelRef,
  value: QuantValue,
  earlier: readonly QuantValue[],
): string | null {
  if (value.dtype === dtype)
    return `model "${modelId}" runs its ${dtype} graph already, so this would repeat the condition "original"`;
  if (earlier.some((other) => other.dtype === value.dtype)) return `${value.dtype} is asked for twice`;
  const foreign = value.files.find(({ path }) => !isGraphPath(path));
  if (foreign !== undefined)
    return `${foreign.path} is neither an ONNX graph nor its external data: tokenizer and settings are those of the model`;
  const graphs = value.files.filter(({ path }) => path.endsWith('.onnx'));
  if (graphs.length !== 1) return `names ${graphs.length} ONNX graphs; one is run, so name one`;
  const isKnown = (sha256: string): boolean =>
    [...files, ...earlier.flatMap((other) => other.files)].some((file) => file.sha256 === sha256);
  const twin = graphs.find(({ sha256 }) => isKnown(sha256));
  return twin === undefined
    ? null
    : `${twin.path} has the hash of another graph of this configuration, so it is not another precision`;
}
