import { EMBEDDING, FINAL_NORM, toLayerNames, type NetworkShape } from './network-shape.ts';
import type { Parameters } from './parameters.ts';

/** The matrices of a layer apart from each other, each [outputs, inputs], and the scales of its norms. */
export interface LayerWeights {
  readonly attentionNorm: Float32Array;
  readonly query: Float32Array;
  readonly key: Float32Array;
  readonly value: Float32Array;
  readonly attentionOutput: Float32Array;
  readonly innerNorm: Float32Array;
  readonly gate: Float32Array;
  readonly up: Float32Array;
  readonly down: Float32Array;
}

/** A network's weights in the parts that other programs know. */
export interface NetworkWeights {
  readonly embedding: Float32Array;
  readonly layers: readonly LayerWeights[];
  readonly finalNorm: Float32Array;
}

/** Views into the parameters; nothing is copied. */
export function toNetworkWeights(shape: NetworkShape, parameters: Parameters): NetworkWeights {
  const read = (name: string): Float32Array => {
    const values = parameters[name];
    if (values === undefined) throw new Error(`no parameter ${name}`);
    return values;
  };
  const queryEnd = shape.heads * shape.headDim * shape.width;
  const keyEnd = queryEnd + shape.kvHeads * shape.headDim * shape.width;
  const gateEnd = shape.innerWidth * shape.width;
  const layers = Array.from({ length: shape.layers }, (_, layer): LayerWeights => {
    const names = toLayerNames(layer);
    const queryKeyValue = read(names.queryKeyValue);
    const gateUp = read(names.gateUp);
    return {
      attentionNorm: read(names.attentionNorm),
      query: queryKeyValue.subarray(0, queryEnd),
      key: queryKeyValue.subarray(queryEnd, keyEnd),
      value: queryKeyValue.subarray(keyEnd),
      attentionOutput: read(names.attentionOutput),
      innerNorm: read(names.innerNorm),
      gate: gateUp.subarray(0, gateEnd),
      up: gateUp.subarray(gateEnd),
      down: read(names.down),
    };
  });
  return { embedding: read(EMBEDDING), layers, finalNorm: read(FINAL_NORM) };
}
