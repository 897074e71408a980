import { MICROSOFT_DOMAIN, toCastAttribute, type OnnxGraph } from '../onnx/onnx-graph.ts';
import { BLOCK_SIZE, quantiseBlocks } from './quantise-blocks.ts';

/** Weights as floats, or rounded to 8 or 4 bits; activations are floats in each. */
export type Precision = 'fp32' | 'q8' | 'q4';

/** Where the weights of a graph are written, by precision. */
export interface DecoderWeights {
  /** Adds x Wᵀ for W [outputs, inputs]. */
  readonly linear: (input: string, name: string, weight: Float32Array, outputs: number) => string;
  /** Adds the look-up of ids in the vocabulary table. */
  readonly lookUp: (ids: string) => string;
  /** Adds the product of states with the same table, which becomes the output `logits`. */
  readonly head: (states: string) => void;
}

/** The table of vocabulary vectors, [vocabulary, width]. */
interface Table {
  readonly values: Float32Array;
  readonly width: number;
}

/**
 * Writer of the weights into a graph. The quantised graphs share one table of 8 bits between look-up and head, at 4 bits too,
 * because logits suffer most from rounding.
 */
export function createDecoderWeights(graph: OnnxGraph, precision: Precision, table: Table): DecoderWeights {
  return precision === 'fp32' ? createFloatWeights(graph, table) : createRoundedWeights(graph, precision, table);
}

function createFloatWeights(graph: OnnxGraph, { values, width }: Table): DecoderWeights {
  const embedding = graph.addTensor('embedding', values, [values.length / width, width]);
  return {
    linear: (input, name, weight, outputs) => {
      const inputs = weight.length / outputs;
      return graph.add('MatMul', [input, graph.addTensor(name, transpose(weight, inputs), [inputs, outputs])]);
    },
    lookUp: (ids) => graph.add('Gather', [embedding, ids]),
    head: (states) => {
      const turned = graph.add('Transpose', [embedding], { perm: [1, 0] });
      graph.addNode('MatMul', { inputs: [states, turned], outputs: ['logits'] });
    },
  };
}

function createRoundedWeights(graph: OnnxGraph, precision: 'q8' | 'q4', { values, width }: Table): DecoderWeights {
  const vocabulary = values.length / width;
  const rounded = quantiseBlocks(values, 8);
  const blocks = width / BLOCK_SIZE;
  const embedding = graph.addTensor('embedding_q8', rounded.data, [vocabulary, blocks, BLOCK_SIZE]);
  const scales = graph.addTensor('embedding_scales', rounded.scales, [vocabulary, blocks, 1]);
  return {
    linear: (input, name, weight, outputs) => {
      const bits = precision === 'q8' ? 8 : 4;
      const matrix = quantiseBlocks(weight, bits);
      const inputs = weight.length / outputs;
      const dims = [outputs, inputs / BLOCK_SIZE, (BLOCK_SIZE * bits) / 8];
      const data = graph.addTensor(`${name}_q${bits}`, matrix.data, dims);
      const scale = graph.addTensor(`${name}_scales`, matrix.scales, [matrix.scales.length]);
      const output = `${name}_product`;
      addMatMulNBits(graph, { inputs: [input, data, scale], output, columns: inputs, rows: outputs, bits });
      return output;
    },
    lookUp: (ids) => {
      const integers = graph.add('Cast', [graph.add('Gather', [embedding, ids])], toCastAttribute('float32'));
      const steps = graph.add('Sub', [integers, graph.float(128)]);
      const vectors = graph.add('Mul', [steps, graph.add('Gather', [scales, ids])]);
      return graph.add('Reshape', [vectors, graph.integers([0, 0, width])]);
    },
    head: (states) => {
      const flat = graph.add('Reshape', [scales, graph.integers([-1])]);
      const inputs = [states, embedding, flat];
      addMatMulNBits(graph, { inputs, output: 'logits', columns: width, rows: vocabulary, bits: 8 });
    },
  };
}

/**
 * `accuracy_level` 4 lets the runtime compute with activations rounded to 8 bits, each row and block of 32 by itself: unlike
 * dynamic quantisation of the whole tensor, a row's result does not depend on the other rows.
 */
function addMatMulNBits(
  graph: OnnxGraph,
  node: {
    readonly inputs: readonly string[];
    readonly output: string;
    readonly columns: number;
    readonly rows: number;
    readonly bits: 4 | 8;
  },
): void {
  const { inputs, output, columns, rows, bits } = node;
  graph.addNode('MatMulNBits', {
    inputs,
    outputs: [output],
    attributes: { K: columns, N: rows, bits, block_size: BLOCK_SIZE, accuracy_level: 4 },
    domain: MICROSOFT_DOMAIN,
  });
}

/** [rows, columns] → [columns, rows]. */
function transpose(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      result[column * rows + row] = values[row * columns + column] ?? 0;
    }
  }
  return result;
}
