import { Tensor } from 'onnxruntime-web/wasm';
import { expect, it } from 'vitest';
import { readFloats, toFloat32 } from '#workers/inference-ort/tensor-floats.ts';

it.each([
  ['zero', 0x0000, 0],
  ['minus zero', 0x8000, -0],
  ['one', 0x3c00, 1],
  ['minus two', 0xc000, -2],
  ['the largest', 0x7bff, 65_504],
  ['the smallest that is normal', 0x0400, 2 ** -14],
  ['the smallest', 0x0001, 2 ** -24],
  ['a negative one below normal', 0x83ff, -1023 * 2 ** -24],
  ['infinity', 0x7c00, Infinity],
  ['minus infinity', 0xfc00, -Infinity],
  ['no number', 0x7e00, NaN],
])('%s of half precision is exact in single precision', (_, bits, value) => {
  expect(Object.is(toFloat32(Uint16Array.of(bits))[0], value)).toBe(true);
});

it('tensors of both precisions are read as float32', async () => {
  const single = new Tensor('float32', Float32Array.of(0.5, -3), [2]);
  const half = new Tensor('float16', Uint16Array.of(0x3800, 0xc200), [2]);
  expect(await readFloats(single)).toEqual(Float32Array.of(0.5, -3));
  expect(await readFloats(half)).toEqual(Float32Array.of(0.5, -3));
});
