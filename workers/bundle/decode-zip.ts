import { BlobReader, Uint8ArrayWriter, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { toMemberPathProblem } from '#core/bundle/member-path.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { inflateRaw } from '#harness/bundle-deflate.ts';
import type { MemberMap } from '#harness/bundle-manifest.ts';
import { toCrc32 } from './crc32.ts';
import { DEFLATED, STORED, ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';

function toInvalid(message: string, location: string | null = null, detail: string | null = null): Result<never> {
  return toFailed('bundle-invalid', message, {
    ...(location === null ? {} : { location }),
    ...(detail === null ? {} : { detail }),
  });
}

type Entry = Awaited<ReturnType<ZipReader<unknown>['getEntries']>>[number];

/** What the directory of the archive says before anything is unpacked. */
function toEntryProblem(entry: Entry, limits: ZipLimits): string | null {
  const pathProblem = toMemberPathProblem(entry.directory ? entry.filename.replace(/\/$/, '') : entry.filename);
  if (pathProblem !== null) return pathProblem;
  if (entry.encrypted) return 'is encrypted; bundles are not';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return `is packed by method ${entry.compressionMethod}; bundles use 0 (stored) and 8 (deflate)`;
  }
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize)
    return 'is stored, but its two sizes differ';
  const isBomb =
    entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio;
  return isBomb ? `unpacks to more than ${limits.ratio} times its size: refused as a decompression bomb` : null;
}

/** Checks the directory as a whole and returns its files. */
function toFileEntries(entries: readonly Entry[], limits: ZipLimits): Result<readonly FileEntry[]> {
  if (entries.length > limits.members)
    return toInvalid(`The archive has ${entries.length} files; at most ${limits.members} are read.`);
  const totalBytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (totalBytes > limits.totalBytes)
    return toInvalid(`The archive unpacks to ${totalBytes} bytes; at most ${limits.totalBytes} are read.`);
  const seen = new Set<string>();
  const files: FileEntry[] = [];
  for (const entry of entries) {
    const problem = toEntryProblem(entry, limits);
    if (problem !== null) return toInvalid(`The archive is refused: "${entry.filename}" ${problem}.`, entry.filename);
    // Also the same on systems that do not tell case apart.
    const key = entry.filename.toLowerCase();
    if (seen.has(key)) return toInvalid(`The archive is refused: "${entry.filename}" is in it twice.`, entry.filename);
    seen.add(key);
    if (!entry.directory) files.push(entry);
  }
  return toOk(files);
}

/** The files that the directory of an archive names, none of them unpacked; a directory against the limits is refused. */
export async function readFileEntries(
  reader: ZipReader<unknown>,
  limits: ZipLimits,
): Promise<Result<readonly FileEntry[]>> {
  const entries: Entry[] = [];
  for await (const entry of reader.getEntriesGenerator()) {
    entries.push(entry);
    if (entries.length > limits.members) break;
  }
  return toFileEntries(entries, limits);
}

/** Bytes of one file of an archive; fails unless they have the size and checksum that the archive states. */
export async function readEntry(entry: FileEntry): Promise<Result<Uint8Array>> {
  const { filename, uncompressedSize } = entry;
  const cut = (detail: string): Result<never> =>
    toInvalid(
      `The archive is damaged at "${filename}": it does not unpack to the size and checksum that it states. Get the file again.`,
      filename,
      detail,
    );
  let packed: Uint8Array;
  try {
    packed = await entry.getData(new Uint8ArrayWriter(), { passThrough: true });
  } catch (error) {
    return cut(String(error));
  }
  const bytes = entry.compressionMethod === STORED ? packed : inflateRaw(packed, uncompressedSize);
  if (bytes === null || bytes.length !== uncompressedSize) return cut('size');
  return toCrc32(bytes) === entry.signature ? toOk(bytes) : cut('crc32');
}

/**
 * Members of a zip archive. The directory is checked before anything is unpacked: count, total size, ratio, paths, duplicates,
 * encryption, methods; unpacking stops at the stated size. Every problem is `bundle-invalid` and names the member.
 */
export async function decodeZip(blob: Blob, limits: ZipLimits = ZIP_LIMITS): Promise<Result<MemberMap>> {
  const reader = new ZipReader(new BlobReader(blob), { useWebWorkers: false });
  try {
    const files = await readFileEntries(reader, limits);
    if (!files.ok) return files;
    const members = new Map<string, Uint8Array>();
    for (const entry of files.value) {
      const bytes = await readEntry(entry);
      if (!bytes.ok) return bytes;
      members.set(entry.filename, bytes.value);
    }
    return toOk(members);
  } catch (error) {
    return toInvalid(
      'The file is not a complete zip archive: it is cut, damaged or of another kind. Get the file again.',
      null,
      String(error),
    );
  } finally {
    await reader.close().catch(() => undefined);
  }
}
