import type { Tensor } from 'onnxruntime-web/wasm';
import { assert } from '#core/errors/assert.ts';
import type { CacheMemory, CacheTensors } from './cache-memory.ts';
import type { OrtRuntime } from './ort-runtime.ts';

const BYTES: Readonly<Record<string, number>> = { float32: 4, float16: 2 };
/** Flags of a buffer that shaders read and write and that copies come from and go to (WebGPU §5.1.2). */
const USAGE = { COPY_SRC: 0x4, COPY_DST: 0x8, STORAGE: 0x80 };
/** The runtime binds buffers in units of 16 bytes. */
const ALIGNMENT = 16;

/**
 * Keys and values in buffers on the GPU, copied there by commands of our own: nothing goes through the processor. The queue runs commands in the order of
 * submission, and the runtime submits all of a run's before the run resolves.
 */
export function createGpuMemory({ Tensor: Create }: OrtRuntime, device: GPUDevice): CacheMemory {
  /** Rows of the source for the rows of a new tensor, copied by one submission for all layers. */
  const copyRows = (tensors: CacheTensors, sources: readonly number[]): CacheTensors => {
    const encoder = device.createCommandEncoder();
    const copied = Object.entries(tensors).map(([name, tensor]) => {
      const [type, rowBytes] = [tensor.type, toRowBytes(tensor)];
      assert(type === 'float32' || type === 'float16', 'the graph was checked to have such a cache');
      const buffer = createBuffer(device, rowBytes * sources.length);
      for (const [row, source] of sources.entries())
        encoder.copyBufferToBuffer(tensor.gpuBuffer, source * rowBytes, buffer, row * rowBytes, rowBytes);
      const dims = [sources.length, ...tensor.dims.slice(1)];
      return [name, Create.fromGpuBuffer(buffer, { dataType: type, dims, dispose: () => buffer.destroy() })] as const;
    });
    device.queue.submit([encoder.finish()]);
    return Object.fromEntries(copied);
  };
  return {
    tile: (row, rowCount) =>
      copyRows(
        row,
        Array.from({ length: rowCount }, () => 0),
      ),
    keep: copyRows,
    free: (tensors) => {
      for (const tensor of Object.values(tensors)) tensor.dispose();
    },
  };
}

/** Bytes of one row. Copies go by four bytes, which rows of half-precision numbers fill because heads have even sizes. */
function toRowBytes({ type, dims }: Tensor): number {
  const bytes = dims.slice(1).reduce((product, dim) => product * dim, BYTES[type] ?? 0);
  assert(bytes % 4 === 0, 'a row of the cache is a multiple of four bytes');
  return bytes;
}

function createBuffer(device: GPUDevice, bytes: number): GPUBuffer {
  if (bytes > device.limits.maxStorageBufferBindingSize)
    throw new RangeError(`Array of ${bytes} bytes is more than this GPU can bind: out of memory`);
  const size = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  return device.createBuffer({ size, usage: USAGE.STORAGE | USAGE.COPY_SRC | USAGE.COPY_DST });
}
