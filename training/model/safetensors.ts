import * as z from 'zod';

/** Float tensors by name with their dimensions, and free text beside them. Source: huggingface/safetensors, README "Format". */
export interface TensorFile {
  readonly tensors: Readonly<
    Record<string, { readonly dims: readonly number[]; readonly data: Float32Array<ArrayBuffer> }>
  >;
  readonly metadata: Readonly<Record<string, string>>;
}

const Entry = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const Header = z.looseObject({ __metadata__: z.record(z.string(), z.string()).optional() });

const ALIGNMENT_BYTES = 8;
const LENGTH_BYTES = 8;

/** The file's bytes; the same tensors in the same order give the same bytes. */
export function encodeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { dims, data }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape: dims, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + offset).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(json, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerBytes;
  for (const { data } of Object.values(tensors)) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

/** Reads a file of float tensors; throws on any other kind. */
export function decodeSafetensors(file: Uint8Array): TensorFile {
  const headerBytes = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const start = LENGTH_BYTES + headerBytes;
  const json: unknown = JSON.parse(new TextDecoder().decode(file.subarray(LENGTH_BYTES, start)));
  const { __metadata__: metadata = {}, ...entries } = Header.parse(json);
  const tensors = Object.entries(entries).map(([name, value]) => {
    const { shape, data_offsets: offsets } = Entry.parse(value);
    // A copy, because the file's bytes need not lie on a multiple of four.
    const data = new Float32Array(file.slice(start + offsets[0], start + offsets[1]).buffer);
    return [name, { dims: shape, data }] as const;
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}
