import type { SyncFile } from '#workers/storage/sync-file.ts';

/** A file in memory that holds at most `capacity` bytes; a write beyond takes what fits, as a full disk may. */
export interface MemoryFile extends SyncFile {
  readonly bytes: () => Uint8Array<ArrayBuffer>;
  readonly text: () => string;
}

/** What a write that does not fit does: takes less, throws, or (Chromium's private windows) returns a count near 2³². */
export type FullDisk = 'short' | 'throw' | 'huge';

/** A file with `initial` in it. */
export function createMemoryFile(
  initial: string | Uint8Array<ArrayBuffer> = '',
  { capacity = Number.POSITIVE_INFINITY, mode = 'short' as FullDisk } = {},
): MemoryFile {
  let content = typeof initial === 'string' ? new TextEncoder().encode(initial) : initial;
  const resize = (size: number): void => {
    const grown = new Uint8Array(size);
    grown.set(content.subarray(0, size));
    content = grown;
  };
  return {
    bytes: () => content,
    text: () => new TextDecoder().decode(content),
    getSize: () => content.length,
    read: (buffer, { at }) => {
      const part = content.subarray(at, at + buffer.length);
      buffer.set(part);
      return part.length;
    },
    write: (buffer, { at }) => {
      const fitting = buffer.subarray(0, Math.max(0, capacity - at));
      if (at + fitting.length > content.length) resize(at + fitting.length);
      content.set(fitting, at);
      if (mode === 'throw' && fitting.length < buffer.length) throw new DOMException('full', 'QuotaExceededError');
      return mode === 'huge' && fitting.length < buffer.length ? 4_294_967_288 : fitting.length;
    },
    truncate: resize,
    flush: () => undefined,
    close: () => undefined,
  };
}
