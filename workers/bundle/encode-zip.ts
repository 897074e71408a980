import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { toMemberPathProblem } from '#core/bundle/member-path.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { deflateRaw } from '#harness/bundle-deflate.ts';
import type { BundleMember } from '#harness/bundle-members.ts';
import { toCrc32 } from './crc32.ts';
import { DEFLATED, STORED, ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';

/** 1980-01-01 00:00:00 as zip's two 16-bit fields, date above time; written raw, so that no time zone enters. */
const RAW_TIMESTAMP = 0x0021_0000;

/** Packed bytes, or the bytes themselves where packing gains nothing or would look like a bomb to a reader. */
function pack(bytes: Uint8Array, limits: ZipLimits): { readonly method: number; readonly packed: Uint8Array } {
  const packed = deflateRaw(bytes);
  const isSuspicious = bytes.length > limits.ratioFromBytes && bytes.length > packed.length * limits.ratio;
  return packed.length >= bytes.length || isSuspicious
    ? { method: STORED, packed: bytes }
    : { method: DEFLATED, packed };
}

/**
 * Zip archive of the members in their order. The bytes depend on the members alone: our own deflate, a fixed timestamp, no extra
 * fields, no machine attributes. zip.js writes the container only, ZIP64 where sizes need it. Fails with `bundle-invalid` over
 * the limits.
 */
export async function encodeZip(
  members: readonly BundleMember[],
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Result<Blob>> {
  const totalBytes = members.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (members.length > limits.members || totalBytes > limits.totalBytes) {
    return toFailed(
      'bundle-invalid',
      `The bundle would hold ${members.length} files of ${totalBytes} bytes; at most ${limits.members} files of ${limits.totalBytes} bytes fit. Run fewer samples or epochs.`,
    );
  }
  const writer = new ZipWriter(new BlobWriter('application/zip'), {
    useWebWorkers: false,
    extendedTimestamp: false,
    msDosCompatible: true,
    dataDescriptor: false,
    keepOrder: true,
    passThrough: true,
  });
  for (const { path, bytes } of members) {
    const problem = toMemberPathProblem(path);
    if (problem !== null)
      return toFailed('bundle-invalid', `The bundle cannot be written: "${path}" ${problem}.`, { location: path });
    const { method, packed } = pack(bytes, limits);
    await writer.add(path, new Uint8ArrayReader(packed), {
      compressionMethod: method,
      uncompressedSize: bytes.length,
      signature: toCrc32(bytes),
      rawLastModDate: RAW_TIMESTAMP,
    });
  }
  return toOk(await writer.close());
}
