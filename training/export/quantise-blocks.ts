/** Numbers of a block share one scale. */
export const BLOCK_SIZE = 32;

/**
 * A matrix [rows, columns] as unsigned integers with one scale for each block of 32 columns:
 * value = (integer − zero point) · scale, the zero point being half the range.
 */
export interface QuantisedMatrix {
  /** 8 bits: [rows, blocks, 32]. 4 bits: [rows, blocks, 16], the earlier of two numbers in the low half. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** [rows, blocks]. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** Scale of a block without any value. */
const EMPTY_SCALE = 1e-8;

/**
 * Rounds a matrix, whose columns must be a multiple of 32, to 8 or 4 bits. Layout of the inputs B and scales of MatMulNBits;
 * source: microsoft/onnxruntime, docs/ContribOperators.md. The scale makes the value of largest size exact: at 8 bits it
 * becomes ±127, at 4 bits −8, the longer side of that range.
 */
export function quantiseBlocks(values: Float32Array, bits: 4 | 8): QuantisedMatrix {
  if (values.length % BLOCK_SIZE !== 0) throw new Error(`${values.length} values are no whole number of blocks`);
  const blocks = values.length / BLOCK_SIZE;
  const data = new Uint8Array((values.length * bits) / 8);
  const scales = new Float32Array(blocks);
  for (let block = 0; block < blocks; block += 1) {
    const start = block * BLOCK_SIZE;
    const largest = findLargest(values.subarray(start, start + BLOCK_SIZE));
    const scale = Math.fround(bits === 8 ? Math.abs(largest) / 127 : largest / -8) || EMPTY_SCALE;
    scales[block] = scale;
    for (let index = start; index < start + BLOCK_SIZE; index += 1) {
      const steps = Math.round((values[index] ?? 0) / scale);
      if (bits === 8) data[index] = Math.min(255, Math.max(1, steps + 128));
      else data[index >> 1] = (data[index >> 1] ?? 0) | (Math.min(15, Math.max(0, steps + 8)) << (4 * (index & 1)));
    }
  }
  return { data, scales };
}

/** The value farthest from 0, with its sign. */
function findLargest(values: Float32Array): number {
  return values.reduce((largest, value) => (Math.abs(value) > Math.abs(largest) ? value : largest), 0);
}
