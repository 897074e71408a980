/** One field of a protobuf message; `bytes` is null for numbers, which no caller here reads. */
export interface ProtobufField {
  readonly field: number;
  readonly bytes: Uint8Array | null;
}

/** What a malformed message throws; caught where a file is judged. */
export class ProtobufError extends Error {}

/**
 * Fields of one message in order. Wire format: protobuf.dev/programming-guides/encoding.
 * @throws ProtobufError on anything that is not a protobuf message.
 */
export function* readFields(message: Uint8Array): Generator<ProtobufField> {
  let position = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = message[position];
      if (byte === undefined) throw new ProtobufError('a number is cut off');
      position += 1;
      // Above 2^53 the sum loses low bits: only negative enum values and ids are that long, and they are skipped.
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new ProtobufError('a number has more than ten bytes');
  };
  const readBytes = (length: number): Uint8Array => {
    if (length > message.length - position) throw new ProtobufError('a field is longer than its message');
    position += length;
    return message.subarray(position - length, position);
  };
  while (position < message.length) {
    const tag = readVarint();
    const field = Math.floor(tag / 8);
    if (field === 0) throw new ProtobufError('field 0');
    switch (tag % 8) {
      case 0:
        readVarint();
        yield { field, bytes: null };
        break;
      case 1:
        readBytes(8);
        yield { field, bytes: null };
        break;
      case 2:
        yield { field, bytes: readBytes(readVarint()) };
        break;
      case 5:
        readBytes(4);
        yield { field, bytes: null };
        break;
      default:
        throw new ProtobufError(`wire type ${tag % 8}`);
    }
  }
}
