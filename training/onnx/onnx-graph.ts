import { ProtobufMessage } from './protobuf-message.ts';

/** Element types of onnx.proto3, TensorProto.DataType. */
const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int64: 7, bool: 9 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

type TensorData = Float32Array | Int8Array | Uint8Array | BigInt64Array;
/** Integer, list of integers, float, or text. */
export type Attribute = number | readonly number[] | { readonly float: number } | { readonly text: string };

/** Operators of ONNX Runtime that are not in the standard set, e.g. MatMulNBits. */
export const MICROSOFT_DOMAIN = 'com.microsoft';

interface NodeForm {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** Operator set; absent = the standard one. */
  readonly domain?: typeof MICROSOFT_DOMAIN;
}

/** An ONNX graph under construction. Field numbers: onnx/onnx, onnx.proto3. */
export class OnnxGraph {
  readonly #nodes: ProtobufMessage[] = [];
  readonly #tensors = new Map<string, { readonly data: TensorData; readonly dims: readonly number[] }>();
  readonly #inputs: ProtobufMessage[] = [];
  readonly #outputs: ProtobufMessage[] = [];
  readonly #name: string;
  #hasMicrosoftNodes = false;

  /** @param name of the graph inside the file. */
  constructor(name = 'tiny_llama') {
    this.#name = name;
  }

  addInput(name: string, type: ElementType, dims: readonly (number | string)[]): string {
    this.#inputs.push(toValueInfo(name, type, dims));
    return name;
  }

  addOutput(name: string, type: ElementType, dims: readonly (number | string)[]): void {
    this.#outputs.push(toValueInfo(name, type, dims));
  }

  addTensor(name: string, data: TensorData, dims: readonly number[]): string {
    this.#tensors.set(name, { data, dims });
    return name;
  }

  /** A constant list of integers, or one integer without dimensions. */
  integers(value: number | readonly number[]): string {
    const list = typeof value === 'number' ? [value] : value;
    const name = `integers_${typeof value === 'number' ? 'scalar' : 'list'}_${list.join('_')}`;
    return this.addTensor(name, BigInt64Array.from(list, BigInt), typeof value === 'number' ? [] : [list.length]);
  }

  float(value: number): string {
    return this.addTensor(`float_${value}`, Float32Array.of(value), []);
  }

  /** Adds a node with one output and returns the output's name. */
  add(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = `${operator}_${this.#nodes.length}`;
    this.addNode(operator, { inputs, outputs: [output], attributes });
    return output;
  }

  /** Adds a node that cuts `input` along its last axis and returns the names of the parts. */
  split(input: string, sizes: readonly number[]): readonly string[] {
    const outputs = sizes.map((_, index) => `Split_${this.#nodes.length}_${index}`);
    this.addNode('Split', { inputs: [input, this.integers(sizes)], outputs, attributes: { axis: -1 } });
    return outputs;
  }

  addNode(operator: string, node: NodeForm): void {
    const message = new ProtobufMessage();
    for (const input of node.inputs) message.text(1, input);
    for (const output of node.outputs) message.text(2, output);
    message.text(3, `node_${this.#nodes.length}`).text(4, operator);
    for (const [name, value] of Object.entries(node.attributes ?? {})) message.message(5, toAttribute(name, value));
    if (node.domain !== undefined) {
      message.text(7, node.domain);
      this.#hasMicrosoftNodes = true;
    }
    this.#nodes.push(message);
  }

  /**
   * The model as file bytes, opset 17.
   * @param externalFile name of the file that holds the weights of 64 bytes and more; null = all inside.
   */
  encode(externalFile: string | null): {
    readonly graph: Uint8Array<ArrayBuffer>;
    readonly weights: Uint8Array<ArrayBuffer>;
  } {
    const graph = new ProtobufMessage();
    for (const node of this.#nodes) graph.message(1, node);
    graph.text(2, this.#name);
    const weights: Uint8Array[] = [];
    let offset = 0;
    for (const [name, { data, dims }] of this.#tensors) {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const tensor = toTensorHead(name, data, dims);
      if (externalFile === null || bytes.length < 64) {
        graph.message(5, tensor.bytes(9, bytes));
        continue;
      }
      for (const [key, value] of Object.entries({ location: externalFile, offset, length: bytes.length })) {
        tensor.message(13, new ProtobufMessage().text(1, key).text(2, String(value)));
      }
      graph.message(5, tensor.integer(14, 1));
      weights.push(bytes);
      offset += bytes.length;
    }
    for (const input of this.#inputs) graph.message(11, input);
    for (const output of this.#outputs) graph.message(12, output);
    const model = new ProtobufMessage().integer(1, 8).text(2, 'plumbline').message(7, graph);
    model.message(8, new ProtobufMessage().text(1, '').integer(2, 17));
    if (this.#hasMicrosoftNodes) model.message(8, new ProtobufMessage().text(1, MICROSOFT_DOMAIN).integer(2, 1));
    return { graph: model.encode(), weights: concatenate(weights) };
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    result.set(part, position);
    position += part.length;
  }
  return result;
}

/** TensorProto without its data. */
function toTensorHead(name: string, data: TensorData, dims: readonly number[]): ProtobufMessage {
  const tensor = new ProtobufMessage();
  for (const dim of dims) tensor.integer(1, dim);
  return tensor.integer(2, ELEMENT_TYPES[toElementType(data)]).text(8, name);
}

function toElementType(data: TensorData): ElementType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int8Array) return 'int8';
  return data instanceof Uint8Array ? 'uint8' : 'int64';
}

function toAttribute(name: string, value: Attribute): ProtobufMessage {
  const attribute = new ProtobufMessage().text(1, name);
  if (typeof value === 'number') return attribute.integer(3, value).integer(20, 2);
  if ('float' in value) return attribute.float(2, value.float).integer(20, 1);
  if ('text' in value) return attribute.text(4, value.text).integer(20, 3);
  for (const element of value) attribute.integer(8, element);
  return attribute.integer(20, 7);
}

function toValueInfo(name: string, type: ElementType, dims: readonly (number | string)[]): ProtobufMessage {
  const shape = new ProtobufMessage();
  for (const dim of dims) {
    const dimension = new ProtobufMessage();
    shape.message(1, typeof dim === 'number' ? dimension.integer(1, dim) : dimension.text(2, dim));
  }
  const tensor = new ProtobufMessage().integer(1, ELEMENT_TYPES[type]).message(2, shape);
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
}

/** Value of `to` in a Cast node. */
export function toCastAttribute(type: ElementType): Readonly<Record<string, Attribute>> {
  return { to: ELEMENT_TYPES[type] };
}
