import { useServices } from '#app/ports-context.tsx';
import { parseJson } from '#core/bundle/parse-json.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { Dtype, ModelFile, type ModelRef } from '#core/model/model-ref.ts';
import type { QuantValue } from '#core/model/quant-value.ts';
import type { OwnFiles } from '#harness/ports.ts';
import { useEffect, useState } from 'react';
import * as z from 'zod';

const MANIFEST = { path: 'models/manifest.json', maxBytes: 1024 * 1024 };
const ShippedModels = z.array(z.object({ path: z.string(), files: z.array(ModelFile) }));

const PATHS: Readonly<Partial<Record<Dtype, string>>> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
};

/** Further graphs of the only model, if it ships with the app; those of other models are not known. Null = still reading. */
export function useSiblingGraphs(models: readonly ModelRef[]): Result<readonly QuantValue[]> | null {
  const { ports } = useServices();
  const [shipped, setShipped] = useState<Result<z.infer<typeof ShippedModels>> | null>(null);
  const [model, ...others] = models;
  const path = model?.source.type === 'embedded' && others.length === 0 ? model.source.path : null;
  useEffect(() => {
    if (path !== null) readShipped(ports.ownFiles).then(setShipped, reportError);
  }, [ports, path]);
  if (path === null) return toOk([]);
  if (shipped === null || !shipped.ok) return shipped;
  const files = shipped.value.find((candidate) => candidate.path === path)?.files ?? [];
  // A configuration can pin an older model under the same path: its graph would not be of the same checkpoint.
  if (model?.files.every(({ sha256 }) => files.some((file) => file.sha256 === sha256)) !== true) return toOk([]);
  return toOk(
    Dtype.options.flatMap((dtype) => {
      const file = files.find((candidate) => candidate.path === PATHS[dtype]);
      return file === undefined || dtype === model.dtype ? [] : [{ dtype, files: [file] }];
    }),
  );
}

async function readShipped(ownFiles: OwnFiles): Promise<Result<z.infer<typeof ShippedModels>>> {
  const text = await ownFiles.readText(MANIFEST.path, MANIFEST.maxBytes);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  const parsed = ShippedModels.safeParse(json.ok ? json.value : null);
  return parsed.success
    ? toOk(parsed.data)
    : toFailed('config-invalid', `${MANIFEST.path} is not a list of models.`, { location: MANIFEST.path });
}
