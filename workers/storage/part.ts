import { createSha256 } from '#core/hash/sha256.ts';
import type { WantedFile } from '#core/sources/install-plan.ts';
import { createGitBlobHash } from './git-blob-hash.ts';
import { readBytes, type SyncFile } from './sync-file.ts';

const HASH_CHUNK_BYTES = 4 * 1024 * 1024;

/** Bytes on disk so far with their hashes. */
export interface Part {
  readonly bytes: number;
  add(chunk: Uint8Array): void;
  /** Back to nothing. */
  reset(): void;
  /** SHA-256 of all bytes; once, at the end. */
  sha256(): string;
  /** Name that Git gives the bytes as a blob; null unless the file states one and its length. Once, at the end. */
  gitOid(): string | null;
}

/** A part without bytes. */
export function createPart(file: WantedFile): Part {
  const startGit = (): ReturnType<typeof createGitBlobHash> | null =>
    (file.gitOid ?? null) === null || file.bytes === null ? null : createGitBlobHash(file.bytes);
  let bytes = 0;
  let hash = createSha256();
  let gitHash = startGit();
  return {
    get bytes() {
      return bytes;
    },
    add: (chunk) => {
      bytes += chunk.length;
      hash.update(chunk);
      gitHash?.update(chunk);
    },
    reset: () => {
      bytes = 0;
      hash = createSha256();
      gitHash = startGit();
    },
    sha256: () => hash.hex(),
    gitOid: () => gitHash?.hex() ?? null,
  };
}

/** The part that a target holds already; emptied when it is longer than the file. */
export function hashPart(target: SyncFile, file: WantedFile): Part {
  if (file.bytes !== null && target.getSize() > file.bytes) target.truncate(0);
  const part = createPart(file);
  const bytes = target.getSize();
  for (let at = 0; at < bytes; at += HASH_CHUNK_BYTES) {
    part.add(readBytes(target, at, Math.min(bytes, at + HASH_CHUNK_BYTES)));
  }
  return part;
}
