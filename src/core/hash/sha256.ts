import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../model/model-ref.ts';

/** SHA-256 of bytes, or of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): Sha256 {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** Streaming SHA-256: `update` any number of times, then `hex` once. */
export interface Sha256Stream {
  update(bytes: Uint8Array): void;
  hex(): Sha256;
}

/** A fresh stream. */
export function createSha256(): Sha256Stream {
  const state = sha256.create();
  return {
    update: (bytes) => {
      state.update(bytes);
    },
    hex: () => bytesToHex(state.digest()),
  };
}
