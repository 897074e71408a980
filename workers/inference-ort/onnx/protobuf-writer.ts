import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Encoded fields of a message, in order; large ones are views and are copied once, by `joinFields`. */
export type EncodedFields = readonly Uint8Array[];

export function textField(field: number, text: string): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).string(text).finish();
}

export function integerField(field: number, value: number): Uint8Array {
  return new BinaryWriter().tag(field, WireType.Varint).int64(value).finish();
}

/** A field that holds a message of these fields. */
export function messageField(field: number, content: EncodedFields): EncodedFields {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return [new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish(), ...content];
}

/** The message as one array. */
export function joinFields(fields: EncodedFields): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(fields.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of fields) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}
