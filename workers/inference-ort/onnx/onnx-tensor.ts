import { ProtobufError, readFields } from './protobuf-fields.ts';
import { integerField, joinFields, messageField, textField } from './protobuf-writer.ts';

/** TensorProto.DataType of single-precision numbers. */
export const FLOAT = 1;

/** A constant of a graph. Field numbers: onnx/onnx, onnx.proto3, TensorProto. */
export interface OnnxTensor {
  readonly name: string;
  /** TensorProto.DataType. */
  readonly elementType: number;
  /** Its numbers in little-endian order; null where they are kept in another form than bytes. */
  readonly bytes: Uint8Array | null;
}

/** Files beside a graph, by the names under which it knows them. */
export type ExternalData = readonly { readonly path: string; readonly data: Uint8Array }[];

const utf8 = new TextDecoder();

/** Reads a tensor. TensorProto: data_type 2, name 8, raw_data 9, external_data 13. @throws ProtobufError */
export function toTensor(message: Uint8Array, externalData: ExternalData): OnnxTensor {
  let [name, elementType] = ['', 0];
  let bytes: Uint8Array | null = null;
  const external = new Map<string, string>();
  for (const { field, bytes: content, integer } of readFields(message)) {
    if (field === 2) elementType = integer ?? 0;
    if (content === null) continue;
    if (field === 8) name = utf8.decode(content);
    if (field === 9) bytes = content;
    if (field === 13) external.set(...toEntry(content));
  }
  return { name, elementType, bytes: external.size === 0 ? bytes : readExternal(external, externalData) };
}

/** StringStringEntryProto: key 1, value 2. */
function toEntry(message: Uint8Array): [string, string] {
  const texts = ['', '', ''];
  for (const { field, bytes } of readFields(message))
    if (bytes !== null && field < 3) texts[field] = utf8.decode(bytes);
  return [texts[1] ?? '', texts[2] ?? ''];
}

function readExternal(entries: ReadonlyMap<string, string>, externalData: ExternalData): Uint8Array {
  const file = externalData.find(({ path }) => path === entries.get('location'));
  const offset = Number(entries.get('offset') ?? 0);
  const length = Number(entries.get('length') ?? (file?.data.length ?? 0) - offset);
  if (file === undefined || !(offset >= 0 && length >= 0 && offset + length <= file.data.length))
    throw new ProtobufError('weights lie outside their file');
  return file.data.subarray(offset, offset + length);
}

/** A matrix of single-precision numbers as an initializer of a graph. */
export function encodeMatrix(name: string, values: Float32Array, dims: readonly number[]): readonly Uint8Array[] {
  const head = joinFields([...dims.map((dim) => integerField(1, dim)), integerField(2, FLOAT), textField(8, name)]);
  return messageField(5, [
    head,
    ...messageField(9, [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]),
  ]);
}
