import { assert } from '#core/errors/assert.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { JournalContents } from '#workers/contract/storage.ts';
import { writeWhole, type SyncFile } from './sync-file.ts';

const NEWLINE = 10;

/**
 * Splits a journal into lines. A last line without "\n", or one that is not JSON, is what a kill in mid-write leaves behind:
 * it is not among the lines, and `cutBytes` counts it. Fails with `storage-corrupt` when the rest is not UTF-8.
 */
export function parseJournal(bytes: Uint8Array<ArrayBuffer>): Result<JournalContents> {
  let keptBytes = bytes.lastIndexOf(NEWLINE) + 1;
  const lastLineStart = keptBytes < 2 ? 0 : bytes.lastIndexOf(NEWLINE, keptBytes - 2) + 1;
  if (!isJsonLine(bytes.subarray(lastLineStart, Math.max(lastLineStart, keptBytes - 1)))) keptBytes = lastLineStart;
  const text = decodeOrNull(bytes.subarray(0, keptBytes));
  if (text === null) {
    return toFailed(
      'storage-corrupt',
      'The journal of this run is damaged (not UTF-8 text). Delete the run and start it again.',
    );
  }
  return toOk({ lines: text === '' ? [] : text.slice(0, -1).split('\n'), cutBytes: bytes.length - keptBytes });
}

/**
 * Appends lines and flushes them. All or nothing: when it throws, the file is as long as before.
 * Lines are without "\n".
 */
export function appendLines(file: SyncFile, lines: readonly string[]): void {
  if (lines.length === 0) return;
  assert(
    lines.every((line) => line !== '' && !line.includes('\n')),
    'a journal line is not empty and has no line break',
  );
  const at = file.getSize();
  try {
    writeWhole(file, new TextEncoder().encode(`${lines.join('\n')}\n`), at);
    file.flush();
  } catch (error) {
    file.truncate(at);
    throw error;
  }
}

function isJsonLine(bytes: Uint8Array<ArrayBuffer>): boolean {
  const text = decodeOrNull(bytes);
  if (text === null) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function decodeOrNull(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
