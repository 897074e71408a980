import { toBytesText } from '#core/charts/number-text.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { Ports } from '#harness/ports.ts';
import { readShippedModels, toGraphs, type ShippedModel } from './shipped-models.ts';

/** A model that can be put into a configuration without anything else to be said of it. */
export interface ModelChoice {
  /** Hash of its files. */
  readonly modelHash: string;
  readonly label: string;
  readonly model: ModelRef;
}

/** Every graph that ships with the app, then the installed models that are not of them and can be read. */
export async function loadModelChoices(ports: Ports): Promise<Result<readonly ModelChoice[]>> {
  const shipped = await readShippedModels(ports.ownFiles);
  if (!shipped.ok) return shipped;
  const library = await ports.models();
  const inventory = await library.list();
  if (!inventory.ok) return inventory;
  const own = shipped.value.flatMap(toShippedRefs).map(toChoice);
  const known = new Set(own.map(({ modelHash }) => modelHash));
  const installed = inventory.value.models
    .filter(({ modelHash, state }) => !known.has(modelHash) && state !== 'locked')
    .map(({ ref }) => toChoice(ref));
  return toOk([...own, ...installed]);
}

function toShippedRefs({ modelId, path, licence, files }: ShippedModel): readonly ModelRef[] {
  const shared = files.filter((file) => !file.path.startsWith('onnx/'));
  return toGraphs(files).map(({ dtype, file }) => ({
    modelId,
    runtime: 'ort',
    device: 'wasm',
    threads: 1,
    dtype,
    source: { type: 'embedded', path },
    revision: null,
    licence,
    files: [file, ...shared],
    chatTemplate: null,
  }));
}

function toChoice(model: ModelRef): ModelChoice {
  const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    modelHash: toModelHash(model),
    label: `${model.modelId}, ${model.dtype}, ${toBytesText(bytes)}`,
    model,
  };
}
