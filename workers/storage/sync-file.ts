/** The part of `FileSystemSyncAccessHandle` that storage uses, so that its logic can be tried on memory. Offsets in bytes. */
export interface SyncFile {
  getSize(): number;
  read(buffer: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  /** Returns the bytes written; may throw `QuotaExceededError`. */
  write(buffer: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(newSize: number): void;
  flush(): void;
  close(): void;
}

/** Bytes [start, end) of a file. */
export function readBytes(file: SyncFile, start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const count = file.read(bytes, { at: start });
  return count === bytes.length ? bytes : bytes.subarray(0, count);
}

/**
 * Writes all bytes at `at`, or none.
 * @throws what the file throws, and `QuotaExceededError` when it did not take them all; the file then ends at `at` again.
 */
export function writeWhole(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  try {
    const count = file.write(bytes, { at });
    // Not `<`: in Chromium's private windows a full disk shows as a count near 2³² (an error code read as unsigned), seen in 156.
    if (count !== bytes.length) {
      throw new DOMException(`wrote ${count} of ${bytes.length} bytes`, 'QuotaExceededError');
    }
  } catch (error) {
    file.truncate(at);
    throw error;
  }
}
