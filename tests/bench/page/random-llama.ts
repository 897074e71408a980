import { toModel, toNode, toTensor, toValueInfo, type Message } from './onnx-writer.ts';

/** Size of a Llama-shaped decoder. */
export interface LlamaShape {
  readonly vocabulary: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly hidden: number;
  readonly context: number;
}

/** What is collected while the graph is written. */
interface Draft {
  readonly nodes: Message[];
  readonly weights: Message[];
  parameters: number;
}

/**
 * A decoder of random weights with a key-value cache, as onnx-community exports look: grouped-query attention and root mean
 * square norms as single operators. Its text is noise; its speed is that of a trained model of the same shape.
 */
export function toRandomLlama(shape: LlamaShape): { readonly blob: Blob; readonly parameters: number } {
  const draft: Draft = { nodes: [], weights: [], parameters: 0 };
  const { vocabulary, width, layers } = shape;
  addConstants(draft, shape);
  addWeight(draft, 'embedding', [vocabulary, width], 1);
  add(draft, 'Gather', ['embedding', 'input_ids'], ['x0']);
  for (let layer = 0; layer < layers; layer += 1) addLayer(draft, shape, layer);
  addNorm(draft, `x${layers}`, 'final');
  // Logits with a standard deviation of 3: as peaked as those of a small trained model.
  addWeight(draft, 'head', [width, vocabulary], 3 / Math.sqrt(width));
  add(draft, 'MatMul', ['final', 'head'], ['logits']);
  const { pieces } = toModel({ nodes: draft.nodes, initializers: draft.weights, ...toBorders(shape) });
  return { blob: new Blob([...pieces]), parameters: draft.parameters };
}

function add(draft: Draft, type: string, inputs: readonly string[], outputs: readonly string[]): void {
  draft.nodes.push(toNode({ type, inputs, outputs }));
}

function addWeight(draft: Draft, name: string, dims: readonly number[], deviation: number): void {
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1));
  let state = name.length + 12345;
  for (let index = 0; index < data.length; index += 1) {
    // Park and Miller's generator is good enough for weights; uniform with the wanted deviation.
    state = (state * 48271) % 2147483647;
    data[index] = (state / 1073741823.5 - 1) * 1.732 * deviation;
  }
  draft.parameters += data.length;
  draft.weights.push(toTensor(name, dims, data));
}

function addNorm(draft: Draft, input: string, output: string): void {
  draft.nodes.push(
    toNode({
      type: 'SimplifiedLayerNormalization',
      inputs: [input, 'norm'],
      outputs: [output],
      attributes: { axis: 2, epsilon: 1e-5 },
    }),
  );
}

/** Rotation tables, the norm's scale, and the lengths that attention wants, computed from the mask. */
function addConstants(draft: Draft, { width, heads, context }: LlamaShape): void {
  const half = width / heads / 2;
  const angle = (index: number): number => Math.floor(index / half) / 10000 ** ((index % half) / half);
  const table = (of: (x: number) => number): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length: context * half }, (_, index) => of(angle(index)));
  draft.weights.push(
    toTensor('cos', [context, half], table(Math.cos)),
    toTensor('sin', [context, half], table(Math.sin)),
    toTensor('norm', [width], new Float32Array(width).fill(1)),
    toTensor('one', [1], BigInt64Array.of(1n)),
    toTensor('axis', [], BigInt64Array.of(1n)),
  );
  draft.nodes.push(
    toNode({ type: 'ReduceSum', inputs: ['attention_mask', 'one'], outputs: ['lengths'], attributes: { keepdims: 0 } }),
  );
  add(draft, 'Sub', ['lengths', 'one'], ['last']);
  add(draft, 'Shape', ['attention_mask'], ['mask_shape']);
  add(draft, 'Gather', ['mask_shape', 'axis'], ['total_long']);
  for (const [input, output] of [
    ['last', 'seqlens_k'],
    ['total_long', 'total'],
  ] as const) {
    draft.nodes.push(toNode({ type: 'Cast', inputs: [input], outputs: [output], attributes: { to: 6 } }));
  }
}

function addLayer(draft: Draft, shape: LlamaShape, layer: number): void {
  const { width, heads, kvHeads, hidden } = shape;
  const kvWidth = (width / heads) * kvHeads;
  const at = (name: string): string => `${name}.${layer}`;
  const project = (input: string, name: string, rows: number, columns: number): void => {
    addWeight(draft, at(`w_${name}`), [rows, columns], 1 / Math.sqrt(rows));
    add(draft, 'MatMul', [input, at(`w_${name}`)], [at(name)]);
  };
  addNorm(draft, `x${layer}`, at('h'));
  project(at('h'), 'q', width, width);
  project(at('h'), 'k', width, kvWidth);
  project(at('h'), 'v', width, kvWidth);
  const past = ['key', 'value'].map((part) => `past_key_values.${layer}.${part}`);
  const present = ['key', 'value'].map((part) => `present.${layer}.${part}`);
  draft.nodes.push(
    toNode({
      type: 'GroupQueryAttention',
      domain: 'com.microsoft',
      inputs: [at('q'), at('k'), at('v'), ...past, 'seqlens_k', 'total', 'cos', 'sin'],
      outputs: [at('a'), ...present],
      attributes: { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1 },
    }),
  );
  project(at('a'), 'o', width, width);
  add(draft, 'Add', [`x${layer}`, at('o')], [at('m')]);
  addNorm(draft, at('m'), at('n'));
  project(at('n'), 'gate', width, hidden);
  project(at('n'), 'up', width, hidden);
  add(draft, 'Sigmoid', [at('gate')], [at('s')]);
  add(draft, 'Mul', [at('gate'), at('s')], [at('silu')]);
  add(draft, 'Mul', [at('silu'), at('up')], [at('mixed')]);
  project(at('mixed'), 'down', hidden, width);
  add(draft, 'Add', [at('m'), at('down')], [`x${layer + 1}`]);
}

function toBorders({ vocabulary, width, layers, heads, kvHeads }: LlamaShape): {
  readonly inputs: readonly Message[];
  readonly outputs: readonly Message[];
} {
  const cache = (prefix: string, length: string): readonly Message[] =>
    Array.from({ length: 2 * layers }, (_, index) =>
      toValueInfo(`${prefix}.${Math.floor(index / 2)}.${index % 2 === 0 ? 'key' : 'value'}`, 'float32', [
        'batch',
        kvHeads,
        length,
        width / heads,
      ]),
    );
  return {
    inputs: [
      toValueInfo('input_ids', 'int64', ['batch', 'sequence']),
      toValueInfo('attention_mask', 'int64', ['batch', 'total']),
      ...cache('past_key_values', 'past'),
    ],
    outputs: [toValueInfo('logits', 'float32', ['batch', 'sequence', vocabulary]), ...cache('present', 'total')],
  };
}
