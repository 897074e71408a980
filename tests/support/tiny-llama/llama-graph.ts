import { createRng } from '#core/rng/rng.ts';
import { OnnxGraph, toCastAttribute } from '#training/onnx/onnx-graph.ts';

/** Shape and form of the network. */
export interface LlamaOptions {
  readonly seed: number;
  readonly vocabularySize: number;
  /** Heads of keys and values: 4 = one for each query head, 2 or 1 = shared (grouped queries). */
  readonly kvHeads: 1 | 2 | 4;
  /** Without them the graph counts positions itself. */
  readonly hasPositionIds: boolean;
  /** Input `num_logits_to_keep`: the graph gives the logits of the last positions only. */
  readonly hasLogitsToKeep: boolean;
  /** The head quantises its activations with one scale for the whole batch. */
  readonly hasDynamicQuantisation: boolean;
}

const LAYERS = 2;
const HEADS = 4;
const HEAD_DIM = 8;
const WIDTH = HEADS * HEAD_DIM;
const INNER_WIDTH = 64;
export const CONTEXT_LENGTH = 256;

interface Build {
  readonly graph: OnnxGraph;
  readonly options: LlamaOptions;
  /** Adds a tensor of uniform random weights in ±scale. */
  readonly weights: (name: string, dims: readonly number[], scale: number) => string;
}

/**
 * A decoder with random weights in the layout that Optimum exports: RMS norm, rotary positions in half layout, causal
 * attention over a key-value cache, gated feed-forward, tied head; plain operators only. Source: Touvron et al. 2023,
 * arXiv:2302.13971 §2.2.
 */
export function createLlamaGraph(options: LlamaOptions): OnnxGraph {
  const graph = new OnnxGraph();
  const rng = createRng(`tiny-llama/${options.seed}`);
  const weights: Build['weights'] = (name, dims, scale) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    const data = Float32Array.from({ length: size }, () => (rng.int(-1_000_000, 1_000_000) / 1_000_000) * scale);
    return graph.addTensor(name, data, dims);
  };
  const build: Build = { graph, options, weights };
  declareInputs(build);
  const { bias, cosines, sines } = addPositions(build);
  const embedding = weights('embedding', [options.vocabularySize, WIDTH], 1);
  let hidden = graph.add('Gather', [embedding, 'input_ids']);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const attended = addAttention(build, addNorm(build, hidden, `${layer}_attention`), { layer, bias, cosines, sines });
    hidden = graph.add('Add', [hidden, attended]);
    hidden = graph.add('Add', [hidden, addFeedForward(build, addNorm(build, hidden, `${layer}_inner`), layer)]);
  }
  addHead(build, addNorm(build, hidden, 'last'), embedding);
  return graph;
}

function declareInputs({ graph, options }: Build): void {
  graph.addInput('input_ids', 'int64', ['batch_size', 'sequence_length']);
  graph.addInput('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  if (options.hasPositionIds) graph.addInput('position_ids', 'int64', ['batch_size', 'sequence_length']);
  if (options.hasLogitsToKeep) graph.addInput('num_logits_to_keep', 'int64', []);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    for (const part of ['key', 'value']) {
      const past = ['batch_size', options.kvHeads, 'past_sequence_length', HEAD_DIM];
      graph.addInput(`past_key_values.${layer}.${part}`, 'float32', past);
      const present = ['batch_size', options.kvHeads, 'total_sequence_length', HEAD_DIM];
      graph.addOutput(`present.${layer}.${part}`, 'float32', present);
    }
  }
  graph.addOutput('logits', 'float32', ['batch_size', 'kept_length', options.vocabularySize]);
}

/** Attention bias [batch, 1, new, total] and rotary tables [batch, 1, new, HEAD_DIM / 2]. */
function addPositions({ graph, options }: Build): Readonly<Record<'bias' | 'cosines' | 'sines', string>> {
  const lengthOf = (name: string): string => graph.add('Gather', [graph.add('Shape', [name]), graph.integers(1)]);
  const total = lengthOf('attention_mask');
  const past = graph.add('Sub', [total, lengthOf('input_ids')]);
  const keys = graph.add('Range', [graph.integers(0), total, graph.integers(1)]);
  const queries = graph.add('Range', [past, total, graph.integers(1)]);
  const keyRow = graph.add('Unsqueeze', [keys, graph.integers([0])]);
  const queryColumn = graph.add('Unsqueeze', [queries, graph.integers([1])]);
  const mask = graph.add('Unsqueeze', [
    graph.add('Cast', ['attention_mask'], toCastAttribute('bool')),
    graph.integers([1, 2]),
  ]);
  const visible = graph.add('And', [graph.add('LessOrEqual', [keyRow, queryColumn]), mask]);
  const positions = options.hasPositionIds ? 'position_ids' : graph.add('Unsqueeze', [queries, graph.integers([0])]);
  const half = HEAD_DIM / 2;
  const toTable = (name: string, wave: (angle: number) => number): string => {
    const angles = Array.from({ length: CONTEXT_LENGTH * half }, (_, index) =>
      wave(Math.floor(index / half) / 10_000 ** ((2 * (index % half)) / HEAD_DIM)),
    );
    const table = graph.addTensor(name, Float32Array.from(angles), [CONTEXT_LENGTH, half]);
    return graph.add('Unsqueeze', [graph.add('Gather', [table, positions]), graph.integers([1])]);
  };
  return {
    bias: graph.add('Where', [visible, graph.float(0), graph.float(-1e9)]),
    cosines: toTable('cosines', Math.cos),
    sines: toTable('sines', Math.sin),
  };
}

function addNorm({ graph, weights }: Build, hidden: string, name: string): string {
  const square = graph.add('ReduceMean', [graph.add('Mul', [hidden, hidden])], { axes: [-1], keepdims: 1 });
  const root = graph.add('Sqrt', [graph.add('Add', [square, graph.float(1e-5)])]);
  const scale = graph.add('Add', [weights(`norm_${name}`, [WIDTH], 0.2), graph.float(1)]);
  return graph.add('Mul', [graph.add('Div', [hidden, root]), scale]);
}

/** Rotates pairs (x[i], x[i + HEAD_DIM / 2]) by the angle of their position. */
function addRotation({ graph }: Build, x: string, tables: Readonly<Record<'cosines' | 'sines', string>>): string {
  const { cosines, sines } = tables;
  const [left, right] = [`${x}_left`, `${x}_right`];
  const sizes = graph.integers([HEAD_DIM / 2, HEAD_DIM / 2]);
  graph.addNode('Split', { inputs: [x, sizes], outputs: [left, right], attributes: { axis: -1 } });
  const newLeft = graph.add('Sub', [graph.add('Mul', [left, cosines]), graph.add('Mul', [right, sines])]);
  const newRight = graph.add('Add', [graph.add('Mul', [right, cosines]), graph.add('Mul', [left, sines])]);
  return graph.add('Concat', [newLeft, newRight], { axis: -1 });
}

function addAttention(
  build: Build,
  input: string,
  context: Readonly<Record<'bias' | 'cosines' | 'sines', string>> & { readonly layer: number },
): string {
  const { graph, options, weights } = build;
  const { layer } = context;
  const { kvHeads } = options;
  const project = (name: string, heads: number): string => {
    const weight = weights(`${layer}_${name}`, [WIDTH, heads * HEAD_DIM], 0.4);
    const split = graph.add('Reshape', [graph.add('MatMul', [input, weight]), graph.integers([0, 0, heads, HEAD_DIM])]);
    return graph.add('Transpose', [split], { perm: [0, 2, 1, 3] });
  };
  const append = (part: string, value: string): string => {
    const inputs = [`past_key_values.${layer}.${part}`, value];
    graph.addNode('Concat', { inputs, outputs: [`present.${layer}.${part}`], attributes: { axis: 2 } });
    return `present.${layer}.${part}`;
  };
  const queries = addRotation(build, project('query', HEADS), context);
  const keys = append('key', addRotation(build, project('key', kvHeads), context));
  const values = append('value', project('value', kvHeads));
  // Query heads that share keys are stacked along the sequence, multiplied, and unstacked: nothing is copied.
  const stacked = graph.add('Reshape', [queries, graph.integers([0, kvHeads, -1, HEAD_DIM])]);
  const products = graph.add('MatMul', [stacked, graph.add('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
  const scaled = graph.add('Mul', [products, graph.float(HEAD_DIM ** -0.5)]);
  const scores = graph.add('Reshape', [scaled, graph.integers([0, HEADS, -1, 0])]);
  const shares = graph.add('Softmax', [graph.add('Add', [scores, context.bias])], { axis: -1 });
  const restacked = graph.add('Reshape', [shares, graph.integers([0, kvHeads, -1, 0])]);
  const summed = graph.add('MatMul', [restacked, values]);
  const unstacked = graph.add('Reshape', [summed, graph.integers([0, HEADS, -1, HEAD_DIM])]);
  const turned = graph.add('Transpose', [unstacked], { perm: [0, 2, 1, 3] });
  const joined = graph.add('Reshape', [turned, graph.integers([0, 0, WIDTH])]);
  return graph.add('MatMul', [joined, weights(`${layer}_output`, [WIDTH, WIDTH], 0.4)]);
}

function addFeedForward({ graph, weights }: Build, input: string, layer: number): string {
  const gate = graph.add('MatMul', [input, weights(`${layer}_gate`, [WIDTH, INNER_WIDTH], 0.3)]);
  const up = graph.add('MatMul', [input, weights(`${layer}_up`, [WIDTH, INNER_WIDTH], 0.3)]);
  const activated = graph.add('Mul', [gate, graph.add('Sigmoid', [gate])]);
  const down = weights(`${layer}_down`, [INNER_WIDTH, WIDTH], 0.3);
  return graph.add('MatMul', [graph.add('Mul', [activated, up]), down]);
}

function addHead({ graph, options }: Build, hidden: string, embedding: string): void {
  let kept = hidden;
  if (options.hasLogitsToKeep) {
    const start = graph.add('Unsqueeze', [graph.add('Neg', ['num_logits_to_keep']), graph.integers([0])]);
    const end = graph.integers([CONTEXT_LENGTH]);
    kept = graph.add('Slice', [hidden, start, end, graph.integers([1])]);
  }
  const head = graph.add('Transpose', [embedding], { perm: [1, 0] });
  if (!options.hasDynamicQuantisation) {
    graph.addNode('MatMul', { inputs: [kept, head], outputs: ['logits'] });
    return;
  }
  const outputs = ['quantised', 'quantised_scale', 'quantised_zero'];
  graph.addNode('DynamicQuantizeLinear', { inputs: [kept], outputs });
  const rounded = graph.add('Cast', [graph.add('Mul', [head, graph.float(127)])], toCastAttribute('int8'));
  const product = graph.add('MatMulInteger', ['quantised', rounded, 'quantised_zero']);
  const scale = graph.add('Div', ['quantised_scale', graph.float(127)]);
  graph.addNode('Mul', {
    inputs: [graph.add('Cast', [product], toCastAttribute('float32')), scale],
    outputs: ['logits'],
  });
}
