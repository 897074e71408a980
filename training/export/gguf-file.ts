/** Types of metadata values. Source: ggml-org/ggml, docs/gguf.md, gguf_metadata_value_type. */
const VALUE_TYPES = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
/** Types of tensors. Source: ggml-org/ggml, docs/gguf.md, ggml_type. */
const TENSOR_TYPES = { F32: 0, Q8_0: 8 } as const;

const ALIGNMENT_BYTES = 32;
const VERSION = 3;
/** Numbers of a Q8_0 block, which is a half-precision scale and 32 signed bytes. */
const BLOCK_SIZE = 32;
const BLOCK_BYTES = 34;

/** A metadata value with its type; lists have one type for all elements. */
export type GgufValue =
  | { readonly type: 'uint32' | 'int32' | 'float32'; readonly value: number | readonly number[] }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string | readonly string[] };

/** A tensor; `dims` has the fastest dimension first, the reverse of the usual order. */
export interface GgufTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: keyof typeof TENSOR_TYPES;
  readonly values: Float32Array;
}

/** A GGUF file, version 3, little-endian. */
export function encodeGguf(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.bytes(new TextEncoder().encode('GGUF'));
  writer.uint32(VERSION);
  writer.uint64(tensors.length);
  writer.uint64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    writer.text(key);
    writeValue(writer, value);
  }
  const blocks = tensors.map(({ type, values }) => (type === 'F32' ? toBytes(values) : toQ8Blocks(values)));
  let offset = 0;
  for (const [index, { name, dims, type }] of tensors.entries()) {
    writer.text(name);
    writer.uint32(dims.length);
    for (const dim of dims) writer.uint64(dim);
    writer.uint32(TENSOR_TYPES[type]);
    writer.uint64(offset);
    offset += toAligned(blocks[index]?.length ?? 0);
  }
  for (const block of blocks) {
    writer.align();
    writer.bytes(block);
  }
  writer.align();
  return writer.encode();
}

function writeValue(writer: ByteWriter, { type, value }: GgufValue): void {
  if (typeof value !== 'object') {
    writer.uint32(VALUE_TYPES[type]);
    writeScalar(writer, type, value);
    return;
  }
  writer.uint32(VALUE_TYPES.array);
  writer.uint32(VALUE_TYPES[type]);
  writer.uint64(value.length);
  for (const element of value) writeScalar(writer, type, element);
}

function writeScalar(writer: ByteWriter, type: GgufValue['type'], value: string | number | boolean): void {
  switch (type) {
    case 'string':
      return writer.text(String(value));
    case 'bool':
      return writer.bytes(Uint8Array.of(value === true ? 1 : 0));
    case 'float32':
      return writer.bytes(toBytes(Float32Array.of(Number(value))));
    case 'uint32':
    case 'int32':
      return writer.uint32(Number(value));
    default:
      return type satisfies never;
  }
}

function toBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function toAligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

/** Blocks of 32: value = integer · scale, the largest becoming ±127. Source: ggml-org/ggml, quantize_row_q8_0_ref. */
function toQ8Blocks(values: Float32Array): Uint8Array {
  if (values.length % BLOCK_SIZE !== 0) throw new Error(`${values.length} values are no whole number of blocks`);
  const result = new Uint8Array((values.length / BLOCK_SIZE) * BLOCK_BYTES);
  const view = new DataView(result.buffer);
  for (let block = 0; block < values.length / BLOCK_SIZE; block += 1) {
    const part = values.subarray(block * BLOCK_SIZE, (block + 1) * BLOCK_SIZE);
    const scale = Math.fround(part.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127);
    view.setFloat16(block * BLOCK_BYTES, scale, true);
    for (const [index, value] of part.entries()) {
      view.setInt8(block * BLOCK_BYTES + 2 + index, scale === 0 ? 0 : Math.round(value / scale));
    }
  }
  return result;
}

/** Bytes in the order of the calls, little-endian. */
class ByteWriter {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  bytes(value: Uint8Array): void {
    this.#chunks.push(value);
    this.#length += value.length;
  }

  /** Negative numbers as two's complement. */
  uint32(value: number): void {
    this.bytes(new Uint8Array(Int32Array.of(value).buffer));
  }

  uint64(value: number): void {
    this.bytes(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  /** Length in bytes, then UTF-8. */
  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.uint64(bytes.length);
    this.bytes(bytes);
  }

  /** Zeros up to the next multiple of the alignment. */
  align(): void {
    this.bytes(new Uint8Array(toAligned(this.#length) - this.#length));
  }

  encode(): Uint8Array<ArrayBuffer> {
    const result = new Uint8Array(this.#length);
    let position = 0;
    for (const chunk of this.#chunks) {
      result.set(chunk, position);
      position += chunk.length;
    }
    return result;
  }
}
