import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** One field of a protobuf message. */
export interface ProtobufField {
  readonly field: number;
  /** Content of a text, bytes or message field; null for numbers. */
  readonly bytes: Uint8Array | null;
  /** The number of a varint field, as far as it fits 32 bits; null for other fields. */
  readonly integer: number | null;
  /** The whole field as it stands in the message, tag included. */
  readonly raw: Uint8Array;
}

/** What a malformed message throws; caught where a file is judged. */
export class ProtobufError extends Error {}

/**
 * Fields of one message in order, as views into it. Wire format: protobuf.dev/programming-guides/encoding.
 * @throws ProtobufError on anything that is not a protobuf message.
 */
export function* readFields(message: Uint8Array): Generator<ProtobufField> {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) yield readField(reader, message);
}

function readField(reader: BinaryReader, message: Uint8Array): ProtobufField {
  const start = reader.pos;
  try {
    const [field, wireType] = reader.tag();
    let bytes: Uint8Array | null = null;
    let integer: number | null = null;
    if (wireType === WireType.LengthDelimited) bytes = reader.bytes();
    else if (wireType === WireType.Varint) integer = Number(reader.int64());
    else reader.skip(wireType, field);
    if (reader.pos > reader.len) throw new ProtobufError('a field is longer than its message');
    return { field, bytes, integer, raw: message.subarray(start, reader.pos) };
  } catch (error) {
    throw error instanceof ProtobufError ? error : new ProtobufError(String(error));
  }
}
