/*
 * Just enough of the ONNX format to write a model: protobuf messages as lists of byte pieces, so that weights are never
 * copied. Field numbers: github.com/onnx/onnx, onnx/onnx.proto.
 */

/** An encoded message: its pieces in order, and their length together. */
export interface Message {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly length: number;
}

const encoder = new TextEncoder();

function toVarint(value: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

/** Parts one after another. */
export function joinMessages(parts: readonly Message[]): Message {
  return { pieces: parts.flatMap(({ pieces }) => pieces), length: parts.reduce((sum, { length }) => sum + length, 0) };
}

function fromPieces(...pieces: Uint8Array<ArrayBuffer>[]): Message {
  return { pieces, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}

/** A field that holds a whole number ≥ 0. */
export function numberField(field: number, value: number): Message {
  return fromPieces(toVarint(field * 8), toVarint(value));
}

/** A field that holds a message, a text or bytes. */
export function bytesField(field: number, content: Message | string | Uint8Array<ArrayBuffer>): Message {
  const body =
    typeof content === 'string'
      ? fromPieces(encoder.encode(content))
      : content instanceof Uint8Array
        ? fromPieces(content)
        : content;
  return joinMessages([fromPieces(toVarint(field * 8 + 2), toVarint(body.length)), body]);
}

function floatField(field: number, value: number): Message {
  return fromPieces(toVarint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
}

/** NodeProto. Whole numbers among the attributes become INT, others FLOAT. */
export function toNode(node: {
  readonly type: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number>>;
}): Message {
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => {
    const content = Number.isInteger(value)
      ? [numberField(3, value), numberField(20, 2)]
      : [floatField(2, value), numberField(20, 1)];
    return bytesField(5, joinMessages([bytesField(1, name), ...content]));
  });
  return joinMessages([
    ...node.inputs.map((name) => bytesField(1, name)),
    ...node.outputs.map((name) => bytesField(2, name)),
    bytesField(4, node.type),
    ...attributes,
    ...(node.domain === undefined ? [] : [bytesField(7, node.domain)]),
  ]);
}

/** TensorProto of float32, int64 or int32 numbers. */
export function toTensor(
  name: string,
  dims: readonly number[],
  data: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>,
): Message {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return joinMessages([
    ...dims.map((size) => numberField(1, size)),
    numberField(2, data instanceof Float32Array ? 1 : 7),
    bytesField(8, name),
    bytesField(9, bytes),
  ]);
}

/** ValueInfoProto; a text among the dimensions is a name. */
export function toValueInfo(name: string, type: 'float32' | 'int64', dims: readonly (number | string)[]): Message {
  const shape = dims.map((size) =>
    bytesField(1, typeof size === 'number' ? numberField(1, size) : bytesField(2, size)),
  );
  const tensor = joinMessages([numberField(1, type === 'float32' ? 1 : 7), bytesField(2, joinMessages(shape))]);
  return joinMessages([bytesField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/** ModelProto over ai.onnx 17 and com.microsoft 1. */
export function toModel(graph: {
  readonly nodes: readonly Message[];
  readonly initializers: readonly Message[];
  readonly inputs: readonly Message[];
  readonly outputs: readonly Message[];
}): Message {
  const body = joinMessages([
    ...graph.nodes.map((node) => bytesField(1, node)),
    bytesField(2, 'bench'),
    ...graph.initializers.map((tensor) => bytesField(5, tensor)),
    ...graph.inputs.map((input) => bytesField(11, input)),
    ...graph.outputs.map((output) => bytesField(12, output)),
  ]);
  const toOpset = (domain: string, version: number): Message =>
    bytesField(8, joinMessages([bytesField(1, domain), numberField(2, version)]));
  return joinMessages([numberField(1, 8), bytesField(7, body), toOpset('', 17), toOpset('com.microsoft', 1)]);
}
