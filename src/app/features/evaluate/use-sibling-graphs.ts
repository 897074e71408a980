import { useServices } from '#app/ports-context.tsx';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { QuantValue } from '#core/model/quant-value.ts';
import { useEffect, useState } from 'react';
import { readShippedModels, toGraphs, type ShippedModel } from './shipped-models.ts';

/** Further graphs of the only model, if it ships with the app; those of other models are not known. Null = still reading. */
export function useSiblingGraphs(models: readonly ModelRef[]): Result<readonly QuantValue[]> | null {
  const { ports } = useServices();
  const [shipped, setShipped] = useState<Result<readonly ShippedModel[]> | null>(null);
  const [model, ...others] = models;
  const path = model?.source.type === 'embedded' && others.length === 0 ? model.source.path : null;
  useEffect(() => {
    if (path !== null) readShippedModels(ports.ownFiles).then(setShipped, reportError);
  }, [ports, path]);
  if (path === null) return toOk([]);
  if (shipped === null || !shipped.ok) return shipped;
  const files = shipped.value.find((candidate) => candidate.path === path)?.files ?? [];
  // A configuration can pin an older model under the same path: its graph would not be of the same checkpoint.
  if (model?.files.every(({ sha256 }) => files.some((file) => file.sha256 === sha256)) !== true) return toOk([]);
  return toOk(toGraphs(files).flatMap(({ dtype, file }) => (dtype === model.dtype ? [] : [{ dtype, files: [file] }])));
}
