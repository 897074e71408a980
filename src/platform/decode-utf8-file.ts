import { decodeUtf8 } from '#core/bundle/utf8.ts';
import type { FailureCode } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';

const NEWLINE = 10;

/** Text of a file in strict UTF-8, without a byte order mark. A failure carries `code` and names file and line. */
export function decodeUtf8File(bytes: Uint8Array<ArrayBuffer>, path: string, code: FailureCode): Result<string> {
  try {
    return toOk(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const decoded = decodeUtf8(bytes);
    const end = decoded.ok ? bytes.length : decoded.byteOffset;
    const line = bytes.subarray(0, end).reduce((count, byte) => (byte === NEWLINE ? count + 1 : count), 1);
    return toFailed(
      code,
      `${path} is not UTF-8 text (first wrong byte in line ${line}). Save it as UTF-8 and try again.`,
      {
        location: `${path}:${line}`,
        detail: `byte offset ${end}`,
      },
    );
  }
}
