import { toNetworkWeights, type LayerWeights } from '../model/layer-weights.ts';
import type { NetworkShape } from '../model/network-shape.ts';
import type { Parameters } from '../model/parameters.ts';
import { toRotaryTables } from '../model/rotary-tables.ts';
import { OnnxGraph, toCastAttribute } from '../onnx/onnx-graph.ts';
import { createDecoderWeights, type DecoderWeights, type Precision } from './decoder-weights.ts';

interface Build {
  readonly graph: OnnxGraph;
  readonly shape: NetworkShape;
  readonly weights: DecoderWeights;
}

/** Attention bias [batch, 1, new, total] and rotary tables [batch, 1, new, headDim / 2]. */
type Positions = Readonly<Record<'bias' | 'cosines' | 'sines', string>>;

/**
 * The network as an ONNX file in the layout that Optimum exports and transformers.js reads: `input_ids`, `attention_mask`,
 * `position_ids`, `past_key_values.N.key/value` → `logits`, `present.N.key/value`. Opset 17; at fp32 standard operators
 * only, else MatMulNBits too.
 */
export function createInferenceGraph(
  shape: NetworkShape,
  parameters: Parameters,
  precision: Precision,
): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph('decoder');
  const { embedding, layers, finalNorm } = toNetworkWeights(shape, parameters);
  const weights = createDecoderWeights(graph, precision, { values: embedding, width: shape.width });
  const build: Build = { graph, shape, weights };
  declareTensors(build);
  const positions = addPositions(build);
  let hidden = weights.lookUp('input_ids');
  for (const [layer, layerWeights] of layers.entries()) {
    const normed = addNorm(build, hidden, `layers_${layer}_attention_norm`, layerWeights.attentionNorm);
    const attended = addAttention(build, normed, { ...positions, layer, layerWeights });
    hidden = graph.add('Add', [hidden, attended]);
    const inner = addNorm(build, hidden, `layers_${layer}_inner_norm`, layerWeights.innerNorm);
    hidden = graph.add('Add', [hidden, addFeedForward(build, inner, layer, layerWeights)]);
  }
  weights.head(addNorm(build, hidden, 'final_norm', finalNorm));
  return graph.encode(null).graph;
}

function declareTensors({ graph, shape }: Build): void {
  const { kvHeads, headDim } = shape;
  graph.addInput('input_ids', 'int64', ['batch_size', 'sequence_length']);
  graph.addInput('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  graph.addInput('position_ids', 'int64', ['batch_size', 'sequence_length']);
  graph.addOutput('logits', 'float32', ['batch_size', 'sequence_length', shape.vocabularySize]);
  for (let layer = 0; layer < shape.layers; layer += 1) {
    for (const part of ['key', 'value']) {
      const past = ['batch_size', kvHeads, 'past_sequence_length', headDim];
      graph.addInput(`past_key_values.${layer}.${part}`, 'float32', past);
      const present = ['batch_size', kvHeads, 'total_sequence_length', headDim];
      graph.addOutput(`present.${layer}.${part}`, 'float32', present);
    }
  }
}

function addPositions({ graph, shape }: Build): Positions {
  const lengthOf = (name: string): string => graph.add('Gather', [graph.add('Shape', [name]), graph.integers(1)]);
  const total = lengthOf('attention_mask');
  const past = graph.add('Sub', [total, lengthOf('input_ids')]);
  const keys = graph.add('Unsqueeze', [addRange(graph, graph.integers(0), total), graph.integers([0])]);
  const queries = graph.add('Unsqueeze', [addRange(graph, past, total), graph.integers([1])]);
  const mask = graph.add('Cast', ['attention_mask'], toCastAttribute('bool'));
  const isFilled = graph.add('Unsqueeze', [mask, graph.integers([1, 2])]);
  const isVisible = graph.add('And', [graph.add('LessOrEqual', [keys, queries]), isFilled]);
  const tables = toRotaryTables(shape);
  const read = (name: 'cosines' | 'sines'): string => {
    const table = graph.addTensor(name, tables[name], [shape.contextLength, shape.headDim / 2]);
    return graph.add('Unsqueeze', [graph.add('Gather', [table, 'position_ids']), graph.integers([1])]);
  };
  return {
    bias: graph.add('Where', [isVisible, graph.float(0), graph.float(-1e9)]),
    cosines: read('cosines'),
    sines: read('sines'),
  };
}

function addRange(graph: OnnxGraph, start: string, end: string): string {
  return graph.add('Range', [start, end, graph.integers(1)]);
}

function addNorm({ graph, shape }: Build, input: string, name: string, scale: Float32Array): string {
  const square = graph.add('ReduceMean', [graph.add('Mul', [input, input])], { axes: [-1], keepdims: 1 });
  const root = graph.add('Sqrt', [graph.add('Add', [square, graph.float(shape.normEpsilon)])]);
  return graph.add('Mul', [graph.add('Div', [input, root]), graph.addTensor(name, scale, [scale.length])]);
}

/** Rotates the pairs (x[i], x[i + headDim / 2]) by the angle of their position. */
function addRotation({ graph, shape }: Build, input: string, { cosines, sines }: Positions): string {
  const half = shape.headDim / 2;
  const [left = '', right = ''] = graph.split(input, [half, half]);
  const newLeft = graph.add('Sub', [graph.add('Mul', [left, cosines]), graph.add('Mul', [right, sines])]);
  const newRight = graph.add('Add', [graph.add('Mul', [right, cosines]), graph.add('Mul', [left, sines])]);
  return graph.add('Concat', [newLeft, newRight], { axis: -1 });
}

function addAttention(
  build: Build,
  input: string,
  context: Positions & { readonly layer: number; readonly layerWeights: LayerWeights },
): string {
  const { graph, shape, weights } = build;
  const { heads, kvHeads, headDim } = shape;
  const { layer, layerWeights } = context;
  const project = (name: string, weight: Float32Array, count: number): string => {
    const flat = weights.linear(input, `layers_${layer}_${name}`, weight, count * headDim);
    const split = graph.add('Reshape', [flat, graph.integers([0, 0, count, headDim])]);
    return graph.add('Transpose', [split], { perm: [0, 2, 1, 3] });
  };
  const append = (part: string, value: string): string => {
    const inputs = [`past_key_values.${layer}.${part}`, value];
    graph.addNode('Concat', { inputs, outputs: [`present.${layer}.${part}`], attributes: { axis: 2 } });
    return `present.${layer}.${part}`;
  };
  // The factor 1/√headDim of the scores is in the query matrix.
  const scaled = layerWeights.query.map((value) => value * headDim ** -0.5);
  const queries = addRotation(build, project('query', scaled, heads), context);
  const keys = append('key', addRotation(build, project('key', layerWeights.key, kvHeads), context));
  const values = append('value', project('value', layerWeights.value, kvHeads));
  // Query heads that share keys are stacked along the sequence, multiplied, and unstacked: nothing is copied.
  const stacked = graph.add('Reshape', [queries, graph.integers([0, kvHeads, -1, headDim])]);
  const products = graph.add('MatMul', [stacked, graph.add('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
  const scores = graph.add('Add', [graph.add('Reshape', [products, graph.integers([0, heads, -1, 0])]), context.bias]);
  const shares = graph.add('Softmax', [scores], { axis: -1 });
  const mixed = graph.add('MatMul', [graph.add('Reshape', [shares, graph.integers([0, kvHeads, -1, 0])]), values]);
  const unstacked = graph.add('Reshape', [mixed, graph.integers([0, heads, -1, headDim])]);
  const turned = graph.add('Transpose', [unstacked], { perm: [0, 2, 1, 3] });
  const joined = graph.add('Reshape', [turned, graph.integers([0, 0, heads * headDim])]);
  return weights.linear(joined, `layers_${layer}_attention_output`, layerWeights.attentionOutput, shape.width);
}

function addFeedForward(
  { graph, shape, weights }: Build,
  input: string,
  layer: number,
  layerWeights: LayerWeights,
): string {
  const gate = weights.linear(input, `layers_${layer}_gate`, layerWeights.gate, shape.innerWidth);
  const up = weights.linear(input, `layers_${layer}_up`, layerWeights.up, shape.innerWidth);
  const activated = graph.add('Mul', [gate, graph.add('Sigmoid', [gate])]);
  const product = graph.add('Mul', [activated, up]);
  return weights.linear(product, `layers_${layer}_down`, layerWeights.down, shape.width);
}
