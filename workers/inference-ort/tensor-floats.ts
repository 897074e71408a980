import type { Tensor } from 'onnxruntime-web/wasm';
import { assert } from '#core/errors/assert.ts';

/** The numbers of a float tensor as float32, fetched from where they are; the tensor's memory is given back. */
export async function readFloats(tensor: Tensor): Promise<Float32Array> {
  const data = await tensor.getData(true);
  if (data instanceof Float32Array) return data;
  assert(tensor.type === 'float16' && ArrayBuffer.isView(data), 'the graph was checked to give floats');
  return toFloat32(new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2));
}

/** Half-precision numbers, given as bits, as float32; exact (IEEE 754-2019 §3.4). */
export function toFloat32(bits: Uint16Array): Float32Array {
  const words = new Uint32Array(bits.length);
  const floats = new Float32Array(words.buffer);
  for (let index = 0; index < bits.length; index += 1) {
    const half = bits[index] ?? 0;
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) floats[index] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24;
    else words[index] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return floats;
}
