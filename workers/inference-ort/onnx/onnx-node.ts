import { readFields } from './protobuf-fields.ts';
import { integerField, joinFields, messageField, textField } from './protobuf-writer.ts';

/** A node of a graph. Field numbers: onnx/onnx, onnx.proto3, NodeProto. */
export interface OnnxNode {
  readonly operator: string;
  /** Operator set; empty = the standard one. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes by name, encoded. */
  readonly attributes: ReadonlyMap<string, Uint8Array>;
}

const utf8 = new TextDecoder();

/** Reads a NodeProto. @throws ProtobufError */
export function toNode(message: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Uint8Array>();
  let operator = '';
  let domain = '';
  for (const { field, bytes } of readFields(message)) {
    if (bytes === null) continue;
    if (field === 1) inputs.push(utf8.decode(bytes));
    else if (field === 2) outputs.push(utf8.decode(bytes));
    else if (field === 4) operator = utf8.decode(bytes);
    else if (field === 5) attributes.set(toAttributeName(bytes), bytes);
    else if (field === 7) domain = utf8.decode(bytes);
  }
  return { operator, domain, inputs, outputs, attributes };
}

function toAttributeName(attribute: Uint8Array): string {
  for (const { field, bytes } of readFields(attribute)) if (field === 1 && bytes !== null) return utf8.decode(bytes);
  return '';
}

/** The node as a NodeProto. @param name unique in the graph. */
export function encodeNode({ operator, domain, inputs, outputs, attributes }: OnnxNode, name: string): Uint8Array {
  return joinFields([
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, operator),
    ...[...attributes.values()].flatMap((attribute) => messageField(5, [attribute])),
    ...(domain === '' ? [] : [textField(7, domain)]),
  ]);
}

/** Integer, or list of integers, of a new attribute. */
export type NewAttribute = number | readonly number[];

/** A node of the standard operators. */
export function createNode(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, NewAttribute>> = {},
): OnnxNode {
  const encoded = Object.entries(attributes).map(([name, value]) => [name, encodeAttribute(name, value)] as const);
  return { operator, domain: '', inputs, outputs: [output], attributes: new Map(encoded) };
}

/** AttributeProto: i 3, ints 8, type 20 (INT 2, INTS 7). */
function encodeAttribute(name: string, value: NewAttribute): Uint8Array {
  const content =
    typeof value === 'number'
      ? [integerField(3, value), integerField(20, 2)]
      : [...value.map((element) => integerField(8, element)), integerField(20, 7)];
  return joinFields([textField(1, name), ...content]);
}

/** A list or a single value of an integer attribute; null where the node has none. */
export function readIntegers(attribute: Uint8Array | undefined): readonly number[] | null {
  if (attribute === undefined) return null;
  const values: number[] = [];
  for (const { field, integer, bytes } of readFields(attribute)) {
    if ((field === 3 || field === 8) && integer !== null) values.push(integer);
    // Packed lists: each element as a field of its own would be, without tags.
    if (field === 8 && bytes !== null) return null;
  }
  return values;
}
