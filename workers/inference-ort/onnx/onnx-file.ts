import { encodeNode, toNode, type OnnxNode } from './onnx-node.ts';
import { readFields } from './protobuf-fields.ts';
import { integerField, joinFields, messageField, textField, type EncodedFields } from './protobuf-writer.ts';

/** Name, type and dimensions of an input or output; a dimension is a size or a name. */
export interface OnnxValue {
  readonly name: string;
  /** TensorProto.DataType. */
  readonly elementType: number;
  readonly dims: readonly (number | string)[];
}

/** TensorProto.DataType of 64-bit integers. */
const INT64 = 7;

/** A graph with its weights untouched, as views into the file. Field numbers: onnx/onnx, onnx.proto3. */
export interface OnnxFile {
  /** Fields of the model other than its graph, encoded. */
  readonly model: EncodedFields;
  /** Fields of the graph that are not listed below, encoded: its name, its documentation. */
  readonly rest: EncodedFields;
  readonly nodes: readonly OnnxNode[];
  /** Encoded tensors. */
  readonly initializers: EncodedFields;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

const utf8 = new TextDecoder();

/** Reads a graph so that it can be changed. What the file says of inner values is left out, for a change makes it wrong. @throws ProtobufError */
export function readOnnxFile(file: Uint8Array): OnnxFile {
  const model: Uint8Array[] = [];
  let graph: Uint8Array = new Uint8Array();
  for (const { field, bytes, raw } of readFields(file)) {
    if (field === 7 && bytes !== null) graph = bytes;
    else model.push(raw);
  }
  const nodes: OnnxNode[] = [];
  const [rest, initializers]: Uint8Array[][] = [[], []];
  const [inputs, outputs]: OnnxValue[][] = [[], []];
  for (const { field, bytes, raw } of readFields(graph)) {
    if (field === 1 && bytes !== null) nodes.push(toNode(bytes));
    else if (field === 5) initializers?.push(raw);
    else if (field === 11 && bytes !== null) inputs?.push(toValue(bytes));
    else if (field === 12 && bytes !== null) outputs?.push(toValue(bytes));
    else if (field !== 13) rest?.push(raw);
  }
  return {
    model,
    rest: rest ?? [],
    nodes,
    initializers: initializers ?? [],
    inputs: inputs ?? [],
    outputs: outputs ?? [],
  };
}

/** The graph as a file. */
export function encodeOnnxFile({
  model,
  rest,
  nodes,
  initializers,
  inputs,
  outputs,
}: OnnxFile): Uint8Array<ArrayBuffer> {
  const graph = [
    ...nodes.flatMap((node, index) => messageField(1, [encodeNode(node, `node_${index}`)])),
    ...rest,
    ...initializers,
    ...inputs.flatMap((value) => messageField(11, encodeValue(value))),
    ...outputs.flatMap((value) => messageField(12, encodeValue(value))),
  ];
  return joinFields([...model, ...messageField(7, graph)]);
}

/** ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1; Tensor: elem_type 1, shape 2; TensorShapeProto: dim 1. */
function toValue(message: Uint8Array): OnnxValue {
  const name = utf8.decode(readPath(message, [1]) ?? undefined);
  const tensor = readPath(message, [2, 1]) ?? new Uint8Array();
  let elementType = 0;
  const dims: (number | string)[] = [];
  for (const { field, bytes, integer } of readFields(tensor)) {
    if (field === 1) elementType = integer ?? 0;
    if (field !== 2 || bytes === null) continue;
    for (const dim of readFields(bytes)) if (dim.field === 1) dims.push(toDim(dim.bytes ?? new Uint8Array()));
  }
  return { name, elementType, dims };
}

/** Dimension: dim_value 1, dim_param 2. */
function toDim(message: Uint8Array): number | string {
  for (const { field, bytes, integer } of readFields(message)) {
    if (field === 1 && integer !== null) return integer;
    if (field === 2 && bytes !== null) return utf8.decode(bytes);
  }
  return '';
}

/** The message at a path of fields, the first of each. */
function readPath(message: Uint8Array, path: readonly number[]): Uint8Array | null {
  const [first, ...rest] = path;
  if (first === undefined) return message;
  for (const { field, bytes } of readFields(message))
    if (field === first && bytes !== null) return readPath(bytes, rest);
  return null;
}

function encodeValue({ name, elementType, dims }: OnnxValue): EncodedFields {
  const shape = dims.flatMap((dim) =>
    messageField(1, [typeof dim === 'number' ? integerField(1, dim) : textField(2, dim)]),
  );
  const tensor = [integerField(1, elementType), ...messageField(2, shape)];
  return [textField(1, name), ...messageField(2, messageField(1, tensor))];
}

/** A constant list of integers as a field of a graph. TensorProto: dims 1, data_type 2, int64_data 7, name 8. */
export function integersInitializer(name: string, values: readonly number[]): Uint8Array {
  return joinFields(
    messageField(5, [
      integerField(1, values.length),
      integerField(2, INT64),
      ...values.map((value) => integerField(7, value)),
      textField(8, name),
    ]),
  );
}

/** A constant zero without dimensions. TensorProto: data_type 2, name 8, raw_data 9. @param bytes of one element. */
export function zeroInitializer(name: string, elementType: number, bytes: number): Uint8Array {
  return joinFields(
    messageField(5, [integerField(2, elementType), textField(8, name), ...messageField(9, [new Uint8Array(bytes)])]),
  );
}
