import { parseJson } from '#core/bundle/parse-json.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { Dtype, ModelFile } from '#core/model/model-ref.ts';
import type { OwnFiles } from '#harness/ports.ts';
import * as z from 'zod';

const MANIFEST = { path: 'models/manifest.json', maxBytes: 1024 * 1024 };

const ShippedModels = z.array(
  z.object({ modelId: z.string(), path: z.string(), licence: z.string(), files: z.array(ModelFile) }),
);

/** A model that ships with the app: its files, those of every graph among them. */
export type ShippedModel = z.infer<typeof ShippedModels>[number];

const PATHS: Readonly<Partial<Record<Dtype, string>>> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
};

/** The models that ship with the app. */
export async function readShippedModels(ownFiles: OwnFiles): Promise<Result<readonly ShippedModel[]>> {
  const text = await ownFiles.readText(MANIFEST.path, MANIFEST.maxBytes);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  const parsed = ShippedModels.safeParse(json.ok ? json.value : null);
  return parsed.success
    ? toOk(parsed.data)
    : toFailed('config-invalid', `${MANIFEST.path} is not a list of models.`, { location: MANIFEST.path });
}

/** The graphs among files, by the precision of their weights. */
export function toGraphs(files: readonly ModelFile[]): readonly { readonly dtype: Dtype; readonly file: ModelFile }[] {
  return Dtype.options.flatMap((dtype) => {
    const file = files.find(({ path }) => path === PATHS[dtype]);
    return file === undefined ? [] : [{ dtype, file }];
  });
}
