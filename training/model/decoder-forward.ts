import { MICROSOFT_DOMAIN, type OnnxGraph } from '../onnx/onnx-graph.ts';
import { EMBEDDING, FINAL_NORM, toLayerNames, type NetworkShape } from './network-shape.ts';
import { toRotaryTables } from './rotary-tables.ts';

/** A graph being built for one network. `ids` has the name of the input [batch, time]. */
export interface DecoderBuild {
  readonly graph: OnnxGraph;
  readonly shape: NetworkShape;
  readonly ids: string;
}

/** What the backward pass of an RMS norm needs: y = x · inverse · scale. */
export interface NormTape {
  readonly scale: string;
  /** 1 / RMS(x), [rows, 1]. */
  readonly inverse: string;
  /** x · inverse, [rows, width]. */
  readonly normalised: string;
  readonly output: string;
}

/** Activations of one layer that its backward pass reads. Attention tensors are [batch, heads, time, …]. */
export interface LayerTape {
  readonly attentionNorm: NormTape;
  /** Rotated and scaled by 1/√headDim; heads that share keys stacked along time. */
  readonly queries: string;
  readonly keys: string;
  readonly values: string;
  /** Attention probabilities, stacked like the queries. */
  readonly shares: string;
  /** Sum of values by shares, stacked like the queries. */
  readonly mixed: string;
  /** `mixed` with the heads side by side, [rows, heads · headDim]. */
  readonly joined: string;
  readonly innerNorm: NormTape;
  readonly sigmoid: string;
  readonly activated: string;
  readonly up: string;
  readonly product: string;
}

/** Names of the whole forward pass. */
export interface ForwardTape {
  readonly layers: readonly LayerTape[];
  readonly finalNorm: NormTape;
}

/** y = x Wᵀ for W [outputs, inputs]. */
export function addLinear(graph: OnnxGraph, input: string, weight: string): string {
  return graph.add('Gemm', [input, weight], { transB: 1 });
}

/** [rows, heads · headDim] → [batch, heads, time, headDim]. */
export function addToHeads({ graph, shape, ids }: DecoderBuild, input: string, heads: number): string {
  const dims = graph.add('Concat', [graph.add('Shape', [ids]), graph.integers([heads, shape.headDim])], { axis: 0 });
  return graph.add('Transpose', [graph.add('Reshape', [input, dims])], { perm: [0, 2, 1, 3] });
}

/** Inverse of `addToHeads`. */
export function addFromHeads({ graph, shape }: DecoderBuild, input: string, heads: number): string {
  const turned = graph.add('Transpose', [input], { perm: [0, 2, 1, 3] });
  return graph.add('Reshape', [turned, graph.integers([-1, heads * shape.headDim])]);
}

/** [batch, heads, time, last] → [batch, kvHeads, heads / kvHeads · time, last]: copies nothing. */
export function addStack({ graph, shape }: DecoderBuild, input: string, last: number): string {
  return graph.add('Reshape', [input, graph.integers([0, shape.kvHeads, -1, last])]);
}

/** Inverse of `addStack`. */
export function addUnstack({ graph, shape }: DecoderBuild, input: string, last: number): string {
  return graph.add('Reshape', [input, graph.integers([0, shape.heads, -1, last])]);
}

/** Swaps the last two dimensions. */
export function addSwap(graph: OnnxGraph, input: string): string {
  return graph.add('Transpose', [input], { perm: [0, 1, 3, 2] });
}

/** Which tables rotate: forward or back, with the queries' factor 1/√headDim or without. */
export interface Rotation {
  readonly isScaled: boolean;
  readonly isBackward: boolean;
}

/** Rotates [batch, heads, time, headDim] by the angle of each position; the backward rotation is the transposed one. */
export function addRotation({ graph, shape }: DecoderBuild, input: string, rotation: Rotation): string {
  const { cosines, sines } = toRotaryTables(shape);
  const factor = rotation.isScaled ? shape.headDim ** -0.5 : 1;
  const dims = [shape.contextLength, shape.headDim / 2];
  const kind = rotation.isScaled ? 'scaled' : 'plain';
  const direction = rotation.isBackward ? 'backward' : 'forward';
  const sign = rotation.isBackward ? -factor : factor;
  const cosineTable = graph.addTensor(
    `cosines_${kind}`,
    cosines.map((value) => value * factor),
    dims,
  );
  const sineTable = graph.addTensor(
    `sines_${kind}_${direction}`,
    sines.map((value) => value * sign),
    dims,
  );
  const output = `${input}_rotated_${direction}`;
  graph.addNode('RotaryEmbedding', {
    inputs: [input, graph.integers([0]), cosineTable, sineTable],
    outputs: [output],
    domain: MICROSOFT_DOMAIN,
  });
  return output;
}

/** Adds the network up to the last norm, [batch · time, width]. Source: Touvron et al. 2023, arXiv:2302.13971 §2.2. */
export function addForward(build: DecoderBuild): ForwardTape {
  const { graph, shape, ids } = build;
  const flat = graph.add('Reshape', [ids, graph.integers([-1])]);
  const bias = addCausalBias(build);
  let hidden = graph.add('Gather', [EMBEDDING, flat]);
  const layers: LayerTape[] = [];
  for (let layer = 0; layer < shape.layers; layer += 1) {
    const names = toLayerNames(layer);
    const attentionNorm = addNorm(build, hidden, names.attentionNorm);
    const attention = addAttention(build, addLinear(graph, attentionNorm.output, names.queryKeyValue), bias);
    hidden = graph.add('Add', [hidden, addLinear(graph, attention.joined, names.attentionOutput)]);
    const innerNorm = addNorm(build, hidden, names.innerNorm);
    const inner = addGatedUnit(build, addLinear(graph, innerNorm.output, names.gateUp));
    hidden = graph.add('Add', [hidden, addLinear(graph, inner.product, names.down)]);
    layers.push({ attentionNorm, ...attention, innerNorm, ...inner });
  }
  return { layers, finalNorm: addNorm(build, hidden, FINAL_NORM) };
}

/** 0 where a query may see a key, −1e9 elsewhere, [time, time]. */
function addCausalBias({ graph, ids }: DecoderBuild): string {
  const length = graph.add('Gather', [graph.add('Shape', [ids]), graph.integers(1)]);
  const range = graph.add('Range', [graph.integers(0), length, graph.integers(1)]);
  const keys = graph.add('Unsqueeze', [range, graph.integers([0])]);
  const queries = graph.add('Unsqueeze', [range, graph.integers([1])]);
  const isVisible = graph.add('LessOrEqual', [keys, queries]);
  return graph.add('Where', [isVisible, graph.float(0), graph.float(-1e9)]);
}

/** Source: Zhang and Sennrich 2019, arXiv:1910.07467, eq. 4. */
function addNorm({ graph, shape }: DecoderBuild, input: string, scale: string): NormTape {
  const square = graph.add('ReduceMean', [graph.add('Mul', [input, input])], { axes: [-1], keepdims: 1 });
  const root = graph.add('Sqrt', [graph.add('Add', [square, graph.float(shape.normEpsilon)])]);
  const inverse = graph.add('Reciprocal', [root]);
  const normalised = graph.add('Mul', [input, inverse]);
  return { scale, inverse, normalised, output: graph.add('Mul', [normalised, scale]) };
}

type AttentionTape = Pick<LayerTape, 'queries' | 'keys' | 'values' | 'shares' | 'mixed' | 'joined'>;

function addAttention(build: DecoderBuild, queryKeyValue: string, bias: string): AttentionTape {
  const { graph, shape } = build;
  const { heads, kvHeads, headDim } = shape;
  const sizes = [heads * headDim, kvHeads * headDim, kvHeads * headDim];
  const [query = '', key = '', value = ''] = graph.split(queryKeyValue, sizes);
  const rotate = (input: string, isScaled: boolean): string =>
    addRotation(build, input, { isScaled, isBackward: false });
  const queries = addStack(build, rotate(addToHeads(build, query, heads), true), headDim);
  const keys = rotate(addToHeads(build, key, kvHeads), false);
  const values = addToHeads(build, value, kvHeads);
  // The length of the keys is copied (0), so that rows of the stacked queries can be inferred (−1).
  const scores = addUnstack(build, graph.add('MatMul', [queries, addSwap(graph, keys)]), 0);
  const shares = addStack(build, graph.add('Softmax', [graph.add('Add', [scores, bias])], { axis: -1 }), 0);
  const mixed = graph.add('MatMul', [shares, values]);
  const joined = addFromHeads(build, addUnstack(build, mixed, headDim), heads);
  return { queries, keys, values, shares, mixed, joined };
}

type GatedTape = Pick<LayerTape, 'sigmoid' | 'activated' | 'up' | 'product'>;

/** silu(gate) · up. Source: Shazeer 2020, arXiv:2002.05202, eq. 6 (SwiGLU). */
function addGatedUnit({ graph, shape }: DecoderBuild, gateUp: string): GatedTape {
  const [gate = '', up = ''] = graph.split(gateUp, [shape.innerWidth, shape.innerWidth]);
  const sigmoid = graph.add('Sigmoid', [gate]);
  const activated = graph.add('Mul', [gate, sigmoid]);
  return { sigmoid, activated, up, product: graph.add('Mul', [activated, up]) };
}
