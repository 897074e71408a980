import * as z from 'zod';

const size = z.int().positive();

/** Sizes of a Llama-shaped decoder whose table of vocabulary vectors is also its output head. */
export const NetworkShape = z.strictObject({
  vocabularySize: size,
  width: size,
  layers: size,
  heads: size,
  /** Heads of keys and values; divides `heads`. */
  kvHeads: size,
  /** Even; positions rotate it in two halves. */
  headDim: size,
  /** Width inside the gated feed-forward part. */
  innerWidth: size,
  /** Longest sequence, tokens. */
  contextLength: size,
  ropeTheta: z.number().positive(),
  normEpsilon: z.number().positive(),
});
export type NetworkShape = z.infer<typeof NetworkShape>;

/** Name of the vocabulary table [vocabularySize, width], used for look-up and as output head. */
export const EMBEDDING = 'embedding';

/** Scale of the last RMS norm. */
export const FINAL_NORM = 'finalNorm';

/** Names of the parameters of one layer; matrices are stored [outputs, inputs]. */
export function toLayerNames(layer: number): Readonly<Record<LayerPart, string>> {
  const name = (part: LayerPart): string => `layers.${layer}.${part}`;
  return {
    attentionNorm: name('attentionNorm'),
    queryKeyValue: name('queryKeyValue'),
    attentionOutput: name('attentionOutput'),
    innerNorm: name('innerNorm'),
    gateUp: name('gateUp'),
    down: name('down'),
  };
}

type LayerPart = 'attentionNorm' | 'queryKeyValue' | 'attentionOutput' | 'innerNorm' | 'gateUp' | 'down';

/**
 * Dimensions of every parameter by name, in a fixed order. `queryKeyValue` stacks the rows of queries, keys and values;
 * `gateUp` those of gate and up.
 */
export function toParameterShapes(shape: NetworkShape): Readonly<Record<string, readonly number[]>> {
  const { vocabularySize, width, heads, kvHeads, headDim, innerWidth } = shape;
  const shapes: Record<string, readonly number[]> = { [EMBEDDING]: [vocabularySize, width], [FINAL_NORM]: [width] };
  for (let layer = 0; layer < shape.layers; layer += 1) {
    const names = toLayerNames(layer);
    shapes[names.attentionNorm] = [width];
    shapes[names.queryKeyValue] = [(heads + 2 * kvHeads) * headDim, width];
    shapes[names.attentionOutput] = [width, heads * headDim];
    shapes[names.innerNorm] = [width];
    shapes[names.gateUp] = [2 * innerWidth, width];
    shapes[names.down] = [width, innerWidth];
  }
  return shapes;
}

/** Number of trained numbers. */
export function countParameters(shape: NetworkShape): number {
  return Object.values(toParameterShapes(shape)).reduce((sum, dims) => sum + toElementCount(dims), 0);
}

/** Product of dimensions. */
export function toElementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
