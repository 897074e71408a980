/** One protobuf message under construction; fields are written in the order of the calls. Varints up to 2^53. */
export class ProtobufMessage {
  readonly #chunks: Uint8Array[] = [];

  /** Wire type 0; negative numbers as 64-bit two's complement. */
  integer(field: number, value: number): this {
    this.#chunks.push(toVarint(BigInt(field * 8)), toVarint(BigInt(value)));
    return this;
  }

  /** Wire type 5, IEEE 754 single precision. */
  float(field: number, value: number): this {
    this.#chunks.push(toVarint(BigInt(field * 8 + 5)), new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }

  /** Wire type 2. */
  bytes(field: number, value: Uint8Array): this {
    this.#chunks.push(toVarint(BigInt(field * 8 + 2)), toVarint(BigInt(value.length)), value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: ProtobufMessage): this {
    return this.bytes(field, value.encode());
  }

  encode(): Uint8Array<ArrayBuffer> {
    const result = new Uint8Array(this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let position = 0;
    for (const chunk of this.#chunks) {
      result.set(chunk, position);
      position += chunk.length;
    }
    return result;
  }
}

function toVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
