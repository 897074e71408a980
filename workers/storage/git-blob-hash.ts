import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Streaming name that Git gives to a file of `bytes` bytes (gitobjects(5)): SHA-1, no protection against forgery. */
export function createGitBlobHash(bytes: number): { update(chunk: Uint8Array): void; hex(): string } {
  const state = sha1.create().update(utf8ToBytes(`blob ${bytes}\0`));
  return {
    update: (chunk) => {
      state.update(chunk);
    },
    hex: () => bytesToHex(state.digest()),
  };
}
