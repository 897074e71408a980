import { OnnxGraph } from '#training/onnx/onnx-graph.ts';

/** Size of a Llama-shaped decoder. */
export interface LlamaShape {
  readonly vocabulary: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly hidden: number;
}

/** The graph so far, with a maker of random weights. */
interface Build {
  readonly graph: OnnxGraph;
  readonly shape: LlamaShape;
  /** Adds a matrix [rows, columns] with this standard deviation. */
  readonly weights: (name: string, rows: number, columns: number, deviation: number) => string;
}

/**
 * A decoder of random weights with a key-value cache, for its speed alone: every product of a Llama of this shape, but
 * neither rotation nor causal mask, which cost next to nothing. Its text is noise.
 * @returns the graph, its weights as external data, and how many they are.
 */
export function toRandomLlama(
  shape: LlamaShape,
  weightsFile: string,
): {
  readonly graph: Uint8Array<ArrayBuffer>;
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly parameters: number;
} {
  const graph = new OnnxGraph();
  let parameters = 0;
  // Park and Miller's generator is good enough for weights.
  let state = 20261120;
  const weights: Build['weights'] = (name, rows, columns, deviation) => {
    const data = new Float32Array(rows * columns);
    for (let index = 0; index < data.length; index += 1) {
      state = (state * 48271) % 2147483647;
      data[index] = (state / 1073741823.5 - 1) * Math.sqrt(3) * deviation;
    }
    parameters += data.length;
    return graph.addTensor(name, data, [rows, columns]);
  };
  const build: Build = { graph, shape, weights };
  const { vocabulary, width, layers } = shape;
  graph.addInput('input_ids', 'int64', ['batch', 'new']);
  graph.addInput('attention_mask', 'int64', ['batch', 'total']);
  graph.addTensor('norm', new Float32Array(width).fill(1), [width]);
  let hidden = graph.add('Gather', [weights('embedding', vocabulary, width, 1), 'input_ids']);
  for (let layer = 0; layer < layers; layer += 1) {
    hidden = graph.add('Add', [hidden, addAttention(build, addNorm(graph, hidden), layer)]);
    hidden = graph.add('Add', [hidden, addFeedForward(build, addNorm(graph, hidden), layer)]);
  }
  // Logits with a standard deviation of 3: as peaked as those of a small trained model.
  const head = weights('head', width, vocabulary, 3 / Math.sqrt(width));
  graph.addNode('MatMul', { inputs: [addNorm(graph, hidden), head], outputs: ['logits'] });
  graph.addOutput('logits', 'float32', ['batch', 'new', vocabulary]);
  return { ...graph.encode(weightsFile), parameters };
}

function addNorm(graph: OnnxGraph, hidden: string): string {
  return graph.add('SimplifiedLayerNormalization', [hidden, 'norm'], { axis: -1, epsilon: { float: 1e-5 } });
}

function addAttention({ graph, shape, weights }: Build, input: string, layer: number): string {
  const { width, heads } = shape;
  const size = width / heads;
  const project = (name: string): string => {
    const product = graph.add('MatMul', [input, weights(`${name}_${layer}`, width, width, width ** -0.5)]);
    const split = graph.add('Reshape', [product, graph.integers([0, 0, heads, size])]);
    return graph.add('Transpose', [split], { perm: [0, 2, 1, 3] });
  };
  const append = (part: string, value: string): string => {
    const [past, present] = [`past_key_values.${layer}.${part}`, `present.${layer}.${part}`];
    graph.addInput(past, 'float32', ['batch', heads, 'past', size]);
    graph.addNode('Concat', { inputs: [past, value], outputs: [present], attributes: { axis: 2 } });
    graph.addOutput(present, 'float32', ['batch', heads, 'total', size]);
    return present;
  };
  const queries = project('query');
  const keys = append('key', project('key'));
  const values = append('value', project('value'));
  const products = graph.add('MatMul', [queries, graph.add('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
  const scaled = graph.add('Mul', [products, graph.float(size ** -0.5)]);
  const summed = graph.add('MatMul', [graph.add('Softmax', [scaled], { axis: -1 }), values]);
  const turned = graph.add('Transpose', [summed], { perm: [0, 2, 1, 3] });
  const joined = graph.add('Reshape', [turned, graph.integers([0, 0, width])]);
  return graph.add('MatMul', [joined, weights(`output_${layer}`, width, width, width ** -0.5)]);
}

function addFeedForward({ graph, shape, weights }: Build, input: string, layer: number): string {
  const { width, hidden } = shape;
  const gate = graph.add('MatMul', [input, weights(`gate_${layer}`, width, hidden, width ** -0.5)]);
  const up = graph.add('MatMul', [input, weights(`up_${layer}`, width, hidden, width ** -0.5)]);
  const activated = graph.add('Mul', [gate, graph.add('Sigmoid', [gate])]);
  const down = weights(`down_${layer}`, hidden, width, hidden ** -0.5);
  return graph.add('MatMul', [graph.add('Mul', [activated, up]), down]);
}
