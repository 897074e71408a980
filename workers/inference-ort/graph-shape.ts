import type { InferenceSession } from 'onnxruntime-web/wasm';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';

/** Names and sizes of a decoder graph with a key-value cache, as Optimum and transformers.js export it. */
export interface GraphShape {
  readonly layers: number;
  /** Heads of keys and values, which with grouped queries are fewer than those of the queries. */
  readonly kvHeads: number;
  readonly headDim: number;
  /** Numbers that keys and values are kept as. */
  readonly cacheType: 'float32' | 'float16';
  /** Last dimension of the logits; null where the graph names it only. */
  readonly vocabularySize: number | null;
  /** The graph takes the prompt's keys and values once for all rows (`share-prefix.ts`). */
  readonly hasPrefix: boolean;
  readonly hasPositionIds: boolean;
  /** The graph can compute the logits of the last positions only. */
  readonly hasLogitsToKeep: boolean;
  /** All inputs, in the graph's order. */
  readonly inputs: readonly string[];
}

type Metadata = readonly InferenceSession.ValueMetadata[];

/** Whole numbers and masks that the token loop can supply; everything else but the cache is refused. */
const ID_INPUTS = new Set(['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep']);
const PAST = /^past_key_values\.(\d+)\.(?:key|value)$/;
const PREFIX = /^prefix\.(\d+)\.(?:key|value)$/;

/** Reads the shape, or fails with `runtime-unsupported` naming what does not fit. */
export function toGraphShape(inputs: Metadata, outputs: Metadata): Result<GraphShape> {
  const refuse = (message: string): Result<never> => toFailed('runtime-unsupported', message);
  const names = inputs.map((input) => input.name);
  const unknown = names.filter((name) => !ID_INPUTS.has(name) && !PAST.test(name) && !PREFIX.test(name));
  if (unknown.length > 0) return refuse(`The graph wants inputs that are not known here: ${unknown.join(', ')}.`);
  for (const name of ['input_ids', 'attention_mask', 'past_key_values.0.key']) {
    if (!names.includes(name)) return refuse(`The graph has no input "${name}".`);
  }
  const layers = names.filter((name) => PAST.test(name)).length / 2;
  const cache = toCacheShape(inputs, outputs, layers);
  if (!cache.ok) return cache;
  const wrongIds = inputs.find((input) => ID_INPUTS.has(input.name) && !(input.isTensor && input.type === 'int64'));
  if (wrongIds !== undefined) return refuse(`The input "${wrongIds.name}" is not of type int64.`);
  const logits = outputs.find((output) => output.name === 'logits');
  if (logits === undefined || !logits.isTensor) return refuse('The graph has no output "logits".');
  if (!isFloat(logits.type))
    return refuse(`The logits are of type ${logits.type}; only float32 and float16 are supported.`);
  const vocabulary = logits.shape.at(-1);
  return toOk({
    ...cache.value,
    layers,
    vocabularySize: typeof vocabulary === 'number' ? vocabulary : null,
    hasPrefix: names.some((name) => PREFIX.test(name)),
    hasPositionIds: names.includes('position_ids'),
    hasLogitsToKeep: names.includes('num_logits_to_keep'),
    inputs: names,
  });
}

function isFloat(type: InferenceSession.TensorValueMetadata['type']): type is GraphShape['cacheType'] {
  return type === 'float32' || type === 'float16';
}

/** Heads, head size and type, which must be stated and the same in all layers. */
function toCacheShape(
  inputs: Metadata,
  outputs: Metadata,
  layers: number,
): Result<Pick<GraphShape, 'kvHeads' | 'headDim' | 'cacheType'>> {
  const refuse = (message: string): Result<never> => toFailed('runtime-unsupported', message);
  const shapes: Pick<GraphShape, 'kvHeads' | 'headDim' | 'cacheType'>[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    for (const part of ['key', 'value']) {
      const name = `past_key_values.${layer}.${part}`;
      const input = inputs.find((candidate) => candidate.name === name);
      if (input === undefined || !input.isTensor) return refuse(`The graph has no input "${name}".`);
      if (!outputs.some((output) => output.name === `present.${layer}.${part}`)) {
        return refuse(`The graph has no output "present.${layer}.${part}".`);
      }
      if (!isFloat(input.type))
        return refuse(`The input "${name}" is of type ${input.type}; only float32 and float16 are supported.`);
      const [, kvHeads, , headDim] = input.shape;
      if (typeof kvHeads !== 'number' || typeof headDim !== 'number') {
        return refuse(`The input "${name}" does not state its heads and their size: [${input.shape.join(', ')}].`);
      }
      shapes.push({ kvHeads, headDim, cacheType: input.type });
    }
  }
  const first = shapes[0];
  if (first === undefined) return refuse('The graph has no key-value cache.');
  const isUniform = shapes.every(
    ({ kvHeads, headDim, cacheType }) =>
      kvHeads === first.kvHeads && headDim === first.headDim && cacheType === first.cacheType,
  );
  return isUniform ? toOk(first) : refuse('The layers of the graph have key-value caches of different sizes or types.');
}
