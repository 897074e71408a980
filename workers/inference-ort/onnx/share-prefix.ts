import {
  encodeOnnxFile,
  integersInitializer,
  readOnnxFile,
  zeroInitializer,
  type OnnxFile,
  type OnnxValue,
} from './onnx-file.ts';
import { createNode, readIntegers, type NewAttribute, type OnnxNode } from './onnx-node.ts';
import { ProtobufError } from './protobuf-fields.ts';

/** Operators that only move, repeat or scale keys and values on their way into a product. */
const LAYOUT_OPERATORS = new Set([
  'Cast',
  'Concat',
  'ConstantOfShape',
  'Equal',
  'Expand',
  'Gather',
  'Identity',
  'Mul',
  'Reshape',
  'Shape',
  'Slice',
  'Squeeze',
  'Transpose',
  'Unsqueeze',
  'Where',
]);
/** Larger than any length: the end of a slice. */
const END = 2 ** 31;
/** TensorProto.DataType of half-precision numbers. */
const FLOAT16 = 10;
const PAST = /^past_key_values\.(\d+)\.(key|value)$/;

/** A graph with inputs for a prompt's keys and values, or why there is none. */
export type SharedPrefix =
  | { readonly graph: Uint8Array<ArrayBuffer>; readonly reason: null }
  | { readonly graph: null; readonly reason: string };

/**
 * Rewrites a decoder of plain operators so that all rows of a batch share the prompt's keys and values: beside `past_key_values.N.key/value`
 * [rows, kvHeads, length, headDim], which then hold what a row has of its own, it takes `prefix.N.key/value` [1, kvHeads, prefix, headDim]. The scores against both
 * are joined before the softmax, and the two weighted sums are added; rows are stacked for the products with the prefix, so that each head reads it once. With a
 * prefix of no tokens the arithmetic is the original's. The head computes the last position only. BROWSER-LAB §5b.
 */
export function sharePrefix(file: Uint8Array): SharedPrefix {
  try {
    const graph = readOnnxFile(file);
    const rewritten = rewrite(graph);
    return typeof rewritten === 'string'
      ? { graph: null, reason: rewritten }
      : { graph: encodeOnnxFile(rewritten), reason: null };
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    return { graph: null, reason: `the graph cannot be read: ${error.message}` };
  }
}

/** Products of a layer's attention, by index of their node: queries by keys, and shares by values. */
interface Attention {
  readonly layer: number;
  readonly part: 'key' | 'value';
}

function rewrite(graph: OnnxFile): OnnxFile | string {
  const layers = graph.inputs.filter(({ name }) => PAST.test(name)).length / 2;
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const products = findProducts(graph.nodes, producers);
  if (layers === 0 || products.size !== 2 * layers)
    return `${products.size} of ${2 * layers} products with keys and values were recognised; attention must be of plain operators`;
  const stranger = findStranger(graph, producers, products);
  if (stranger !== null) return stranger;
  const elementType = graph.inputs.find(({ name }) => PAST.test(name))?.elementType ?? 0;
  const build = new PrefixBuild(producers, elementType);
  for (const node of graph.nodes) {
    const attention = products.get(node);
    if (attention === undefined) build.nodes.push(...toLastPosition(node, graph, build));
    else if (attention.part === 'key') build.addScores(node, attention.layer);
    else build.addWeightedSum(node, attention.layer);
  }
  return {
    ...graph,
    nodes: build.nodes,
    initializers: [...graph.initializers, ...build.initializers],
    inputs: [...graph.inputs.map((value) => withLength(value, PAST, 'own_length')), ...toPrefixInputs(graph.inputs)],
    outputs: graph.outputs.map((value) =>
      value.name === 'logits'
        ? { ...value, dims: value.dims.map((dim, index) => (index === 1 ? 'kept_length' : dim)) }
        : withLength(value, /^present\./, 'new_own_length'),
    ),
  };
}

function withLength(value: OnnxValue, name: RegExp, length: string): OnnxValue {
  return name.test(value.name)
    ? { ...value, dims: value.dims.map((dim, index) => (index === 2 ? length : dim)) }
    : value;
}

function toPrefixInputs(inputs: readonly OnnxValue[]): readonly OnnxValue[] {
  return inputs
    .filter(({ name }) => PAST.test(name))
    .map(({ name, elementType, dims }) => ({
      name: name.replace('past_key_values', 'prefix'),
      elementType,
      dims: [1, dims[1] ?? '', 'prefix_length', dims[3] ?? ''],
    }));
}

/** Every product whose second factor is made of one layer's keys or values and of nothing else that changes. */
function findProducts(
  nodes: readonly OnnxNode[],
  producers: ReadonlyMap<string, OnnxNode>,
): ReadonlyMap<OnnxNode, Attention> {
  const products = new Map<OnnxNode, Attention>();
  for (const node of nodes) {
    if (node.operator !== 'MatMul' || node.domain !== '') continue;
    const source = findCache(node.inputs[1] ?? '', producers);
    const match = /^present\.(\d+)\.(key|value)$/.exec(source ?? '');
    if (match?.[1] !== undefined)
      products.set(node, { layer: Number(match[1]), part: match[2] === 'key' ? 'key' : 'value' });
  }
  return products;
}

/** The cache that a value is a rearrangement of; null = none, or more than that. */
function findCache(name: string, producers: ReadonlyMap<string, OnnxNode>): string | null {
  let found: string | null = null;
  const pending = [name];
  const seen = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.startsWith('present.')) {
      if (found !== null && found !== next) return null;
      found = next;
      continue;
    }
    const node = producers.get(next);
    // Inputs of the graph change from run to run; constants do not.
    if (node === undefined) continue;
    if (!LAYOUT_OPERATORS.has(node.operator)) {
      if (node.operator === 'Constant') continue;
      return null;
    }
    for (const input of node.inputs) {
      if (seen.has(input)) continue;
      seen.add(input);
      pending.push(input);
    }
  }
  return found;
}

/** Who else looks at the cache, whose length the rewrite changes; null = nobody. */
function findStranger(
  { nodes }: OnnxFile,
  producers: ReadonlyMap<string, OnnxNode>,
  products: ReadonlyMap<OnnxNode, Attention>,
): string | null {
  const known = new Set<OnnxNode>(products.keys());
  for (const product of products.keys()) for (const node of toCone(product.inputs[1] ?? '', producers)) known.add(node);
  const isCache = (name: string): boolean => name.startsWith('present.') || name.startsWith('past_key_values.');
  for (const node of nodes) {
    if (known.has(node) || !node.inputs.some(isCache)) continue;
    const [first = ''] = node.inputs;
    const isAppend = node.operator === 'Concat' && PAST.test(first) && node.outputs[0] === toPresent(first);
    const [axis] = readIntegers(node.attributes.get('axis')) ?? [];
    if (!isAppend || (axis !== 2 && axis !== -2)) return `${node.operator} reads the cache outside attention`;
  }
  const changed = new Set([...known].flatMap((node) => (products.has(node) ? [] : node.outputs)));
  const reader = nodes.find((node) => !known.has(node) && node.inputs.some((input) => changed.has(input)));
  return reader === undefined ? null : `${reader.operator} reads keys or values outside attention`;
}

function toPresent(past: string): string {
  return past.replace('past_key_values', 'present');
}

/** Nodes between a cache and a value made of it, in the order in which they must run. */
function toCone(name: string, producers: ReadonlyMap<string, OnnxNode>): readonly OnnxNode[] {
  const cone: OnnxNode[] = [];
  const dependsOnCache = (value: string): boolean => {
    if (value.startsWith('present.')) return true;
    const node = producers.get(value);
    if (node === undefined || !LAYOUT_OPERATORS.has(node.operator)) return false;
    if (cone.includes(node)) return true;
    const depends = node.inputs.map(dependsOnCache).some(Boolean);
    if (depends) cone.push(node);
    return depends;
  };
  dependsOnCache(name);
  return cone;
}

/** Before the head: the last position alone. */
function toLastPosition(node: OnnxNode, { inputs }: OnnxFile, build: PrefixBuild): readonly OnnxNode[] {
  const isHead = node.outputs[0] === 'logits' && (node.operator === 'MatMul' || node.operator === 'MatMulNBits');
  if (!isHead || inputs.some(({ name }) => name === 'num_logits_to_keep')) return [node];
  const [states = '', ...weights] = node.inputs;
  const last = 'shared_prefix_last_state';
  const slice = createNode('Slice', [states, build.integers([-1]), build.integers([END]), build.integers([1])], last);
  return [slice, { ...node, inputs: [last, ...weights] }];
}

/** The rewritten nodes so far. */
class PrefixBuild {
  readonly nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, Uint8Array>();
  readonly #producers: ReadonlyMap<string, OnnxNode>;
  #count = 0;
  #prefixLength: string | null = null;
  #hasPrefix: string | null = null;
  readonly #zero = 'shared_prefix_zero';

  constructor(producers: ReadonlyMap<string, OnnxNode>, elementType: number) {
    this.#producers = producers;
    this.#initializers.set(this.#zero, zeroInitializer(this.#zero, elementType, elementType === FLOAT16 ? 2 : 4));
  }

  get initializers(): readonly Uint8Array[] {
    return [...this.#initializers.values()];
  }

  /** A constant list of integers. */
  integers(values: readonly number[]): string {
    const name = `shared_prefix_integers_${values.join('_')}`;
    this.#initializers.set(name, integersInitializer(name, values));
    return name;
  }

  /** queries × keys, over the prefix and over the row's own tokens. */
  addScores(product: OnnxNode, layer: number): void {
    const [queries = '', keys = ''] = product.inputs;
    const shared = this.#addShared(queries, this.#toPrefix(keys, layer, 'key'));
    const own = this.#add('MatMul', [queries, keys]);
    this.nodes.push({ ...createNode('Concat', [shared, own], '', { axis: -1 }), outputs: product.outputs });
  }

  /** shares × values, of the prefix and of the row's own tokens. */
  addWeightedSum(product: OnnxNode, layer: number): void {
    const [shares = '', values = ''] = product.inputs;
    const [start, end, axis] = [this.integers([0]), this.integers([END]), this.integers([-1])];
    const length = this.#toPrefixLength();
    const sharedShares = this.#add('Slice', [shares, start, length, axis]);
    const sum = this.#addShared(sharedShares, this.#toPrefix(values, layer, 'value'));
    // The runtime's product over no elements leaves its output unset.
    const shared = this.#add('Where', [this.#toHasPrefix(), sum, this.#zero]);
    const own = this.#add('MatMul', [this.#add('Slice', [shares, length, end, axis]), values]);
    this.nodes.push({ ...createNode('Add', [shared, own], ''), outputs: product.outputs });
  }

  #add(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, NewAttribute>> = {}): string {
    const output = `shared_prefix_${this.#count}`;
    this.#count += 1;
    this.nodes.push(createNode(operator, inputs, output, attributes));
    return output;
  }

  /** Tokens of the prefix, shape [1]. */
  #toPrefixLength(): string {
    this.#prefixLength ??= this.#add('Gather', [this.#add('Shape', ['prefix.0.key']), this.integers([2])]);
    return this.#prefixLength;
  }

  /** Whether there is a prefix, shape [1]. */
  #toHasPrefix(): string {
    this.#hasPrefix ??= this.#add('Greater', [this.#toPrefixLength(), this.integers([0])]);
    return this.#hasPrefix;
  }

  /** The same rearrangement of the prefix as of the row's own keys or values. */
  #toPrefix(value: string, layer: number, part: Attention['part']): string {
    const renamed = new Map([[`present.${layer}.${part}`, `prefix.${layer}.${part}`]]);
    const toRenamed = (name: string): string => renamed.get(name) ?? name;
    for (const node of toCone(value, this.#producers)) {
      for (const output of node.outputs) renamed.set(output, `shared_prefix_${layer}_${part}_${output}`);
      this.nodes.push({ ...node, inputs: node.inputs.map(toRenamed), outputs: node.outputs.map(toRenamed) });
    }
    return toRenamed(value);
  }

  /**
   * left [rows, heads, m, k] × right [1, heads, k, n] → [rows, heads, m, n]. The rows of a head are stacked to [heads, rows · m, k], so that the product is one for each head.
   */
  #addShared(left: string, right: string): string {
    const dims = this.#add('Shape', [left]);
    const dim = (index: number): string => this.#add('Gather', [dims, this.integers([index])]);
    const [rows, heads, m, k] = [dim(0), dim(1), dim(2), dim(3)];
    const byHead = this.#add('Transpose', [left], { perm: [1, 0, 2, 3] });
    const stackedShape = this.#add('Concat', [heads, this.#add('Mul', [rows, m]), k], { axis: 0 });
    const stacked = this.#add('Reshape', [byHead, stackedShape], { allowzero: 1 });
    const product = this.#add('MatMul', [stacked, right]);
    const n = this.#add('Gather', [this.#add('Shape', [product]), this.integers([3])]);
    const splitShape = this.#add('Concat', [heads, rows, m, n], { axis: 0 });
    const split = this.#add('Reshape', [product, splitShape], { allowzero: 1 });
    return this.#add('Transpose', [split], { perm: [1, 0, 2, 3] });
  }
}
