import type { ModelRef } from './model-ref.ts';
import { toModelHash } from './trial-key.ts';

/** Thread counts that a further entry of the same files is given in turn. */
const THREADS = [1, 2, 4, 8];

/**
 * The models of a configuration with one more entry, last. The entry gets a name that none of them has. If its files are in use under the same
 * runtime, device and threads, it gets the next setting that is free: WebGPU, then Transformers.js, then more threads.
 */
export function withEntry(models: readonly ModelRef[], model: ModelRef): ModelRef[] {
  const entry = toFreeSetting(models, model);
  return [...models, { ...entry, modelId: toFreeId(models, entry) }];
}

function toFreeSetting(models: readonly ModelRef[], model: ModelRef): ModelRef {
  const hash = toModelHash(model);
  const twins = models.filter((other) => toModelHash(other) === hash);
  return toSettings(model).find((setting) => twins.every((twin) => !isSameSetting(twin, setting))) ?? model;
}

/** Its own setting first. A GGUF file has one runtime, on the processor. */
function toSettings(model: ModelRef): readonly ModelRef[] {
  const runtimes: readonly Pick<ModelRef, 'runtime' | 'device'>[] =
    model.dtype === 'gguf'
      ? [{ runtime: 'wllama', device: 'wasm' }]
      : [
          { runtime: 'ort', device: 'wasm' },
          { runtime: 'ort', device: 'webgpu' },
          { runtime: 'transformers', device: 'wasm' },
        ];
  return [model, ...THREADS.flatMap((threads) => runtimes.map((runtime) => ({ ...model, ...runtime, threads })))];
}

function isSameSetting(a: ModelRef, b: ModelRef): boolean {
  return a.runtime === b.runtime && a.device === b.device && (a.device === 'webgpu' || a.threads === b.threads);
}

/** Its own name, else with what sets it apart, else with a number. */
function toFreeId(models: readonly ModelRef[], { modelId, dtype, runtime, device }: ModelRef): string {
  const isFree = (id: string): boolean => models.every((other) => other.modelId !== id);
  const base = modelId.slice(0, 160);
  const named = [modelId, `${base} ${dtype}`, `${base} ${dtype} ${device === 'webgpu' ? device : runtime}`].find(
    isFree,
  );
  if (named !== undefined) return named;
  for (let number = 2; ; number += 1) if (isFree(`${base} ${number}`)) return `${base} ${number}`;
}
