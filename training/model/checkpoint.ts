import * as z from 'zod';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toParameterShapes, type NetworkShape } from './network-shape.ts';
import type { Parameters } from './parameters.ts';
import { decodeSafetensors, encodeSafetensors, type TensorFile } from './safetensors.ts';
import type { TrainingSettings, TrainingState } from './train-steps.ts';

const count = z.coerce.number().int().nonnegative();
const Progress = z.object({ settingsHash: z.string(), step: count, pool: count, batch: count, tokenCount: count });

/** The three sets of tensors of a checkpoint, by the prefix of their names. */
const PREFIXES = { weights: 'weights.', first: 'first.', second: 'second.' } as const;

/** Hash of everything that decides the weights besides the rows; a checkpoint goes on under the same settings only. */
function toSettingsHash(settings: TrainingSettings): string {
  return sha256Hex(JSON.stringify(settings));
}

/** A whole training run between two steps as one safetensors file. */
export function encodeCheckpoint(settings: TrainingSettings, state: TrainingState): Uint8Array<ArrayBuffer> {
  const { parameters, optimiser, cursor, tokenCount } = state;
  const progress: z.infer<typeof Progress> = {
    settingsHash: toSettingsHash(settings),
    step: optimiser.step,
    ...cursor,
    tokenCount,
  };
  return encodeSafetensors({
    tensors: {
      ...toTensors(settings.shape, parameters, PREFIXES.weights),
      ...toTensors(settings.shape, optimiser.firstMoments, PREFIXES.first),
      ...toTensors(settings.shape, optimiser.secondMoments, PREFIXES.second),
    },
    metadata: Object.fromEntries(Object.entries(progress).map(([key, value]) => [key, String(value)])),
  });
}

/** Inverse of `encodeCheckpoint`; throws when the file was written under other settings. */
export function decodeCheckpoint(settings: TrainingSettings, file: Uint8Array): TrainingState {
  const { tensors, metadata } = decodeSafetensors(file);
  const { settingsHash, step, pool, batch, tokenCount } = Progress.parse(metadata);
  if (settingsHash !== toSettingsHash(settings)) throw new Error('the checkpoint was written under other settings');
  const read = (prefix: string): Parameters => toParameters(settings.shape, tensors, prefix);
  return {
    parameters: read(PREFIXES.weights),
    optimiser: { step, firstMoments: read(PREFIXES.first), secondMoments: read(PREFIXES.second) },
    cursor: { pool, batch },
    tokenCount,
  };
}

/** The weights alone as a safetensors file; its SHA-256 is the identity of a training result. */
export function encodeWeights(shape: NetworkShape, parameters: Parameters): Uint8Array<ArrayBuffer> {
  return encodeSafetensors({ tensors: toTensors(shape, parameters, ''), metadata: { shape: JSON.stringify(shape) } });
}

/** Inverse of `encodeWeights`; throws when the file holds a network of another shape. */
export function decodeWeights(shape: NetworkShape, file: Uint8Array): Parameters {
  const { tensors, metadata } = decodeSafetensors(file);
  if (metadata['shape'] !== JSON.stringify(shape)) throw new Error('the weights are of a network of another shape');
  return toParameters(shape, tensors, '');
}

function toTensors(shape: NetworkShape, parameters: Parameters, prefix: string): TensorFile['tensors'] {
  const entries = Object.entries(toParameterShapes(shape)).map(([name, dims]) => {
    const data = parameters[name];
    if (data === undefined) throw new Error(`no parameter ${name}`);
    return [prefix + name, { dims, data }] as const;
  });
  return Object.fromEntries(entries);
}

function toParameters(shape: NetworkShape, tensors: TensorFile['tensors'], prefix: string): Parameters {
  const entries = Object.keys(toParameterShapes(shape)).map((name) => {
    const tensor = tensors[prefix + name];
    if (tensor === undefined) throw new Error(`no tensor ${prefix}${name}`);
    return [name, tensor.data] as const;
  });
  return Object.fromEntries(entries);
}
