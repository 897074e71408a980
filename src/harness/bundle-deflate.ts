import { deflateSync, inflateSync } from 'fflate';

/**
 * Raw deflate by fflate: plain JavaScript over integers, so the same bytes in every browser and in Node
 * (`CompressionStream` differs between engines and processors).
 */
export function deflateRaw(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 6 });
}

/** Inverse of `deflateRaw`; null when the bytes are not deflate data, end early, or unpack to more than `maxBytes`. */
export function inflateRaw(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    // With `out`, fflate never grows memory: output beyond its end is dropped and shows as a full buffer.
    const unpacked = inflateSync(bytes, { out: new Uint8Array(maxBytes + 1) });
    return unpacked.length > maxBytes ? null : unpacked;
  } catch {
    return null;
  }
}
