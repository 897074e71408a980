import type { Tensor } from 'onnxruntime-web/wasm';
import { assert } from '#core/errors/assert.ts';
import type { CacheMemory, CacheTensors } from './cache-memory.ts';
import { keepRows, tileRow } from './kv-rows.ts';
import type { OrtRuntime } from './ort-runtime.ts';

/** Keys and values in JavaScript's memory, which the garbage collector frees. */
export function createHeapMemory(runtime: OrtRuntime): CacheMemory {
  const change = (tensors: CacheTensors, rowCount: number, toBytes: (bytes: Uint8Array) => Uint8Array): CacheTensors =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => {
        const dims = [rowCount, ...tensor.dims.slice(1)];
        return [name, toTensor(runtime, tensor.type, toBytes(toBytesOf(tensor)), dims)];
      }),
    );
  return {
    tile: (row, rowCount) => change(row, rowCount, (bytes) => tileRow(bytes, rowCount)),
    keep: (rows, kept) =>
      change(rows, kept.length, (bytes) => keepRows(bytes, Object.values(rows)[0]?.dims[0] ?? 1, kept)),
    free: () => undefined,
  };
}

/** The tensor's numbers as bytes, not copied. */
function toBytesOf({ data }: Tensor): Uint8Array {
  assert(ArrayBuffer.isView(data), 'keys and values are numbers');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function toTensor({ Tensor: Create }: OrtRuntime, type: Tensor['type'], bytes: Uint8Array, dims: number[]): Tensor {
  // Half-precision numbers are handed over as their bits, which the runtime takes in every browser.
  return type === 'float16'
    ? new Create('float16', new Uint16Array(bytes.buffer), dims)
    : new Create('float32', new Float32Array(bytes.buffer), dims);
}
