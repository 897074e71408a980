import { BlobReader, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { BUNDLE_SUFFIX } from '#harness/bundle-file-name.ts';
import type { BundleApi, NamedBlob } from '#workers/contract/bundle.ts';
import { readEntry, readFileEntries } from './decode-zip.ts';
import { STORED, ZIP_LIMITS } from './zip-limits.ts';

/** Fixed part of a local file header, bytes, and where its two lengths stand (APPNOTE.TXT 4.3.7). */
const LOCAL_HEADER = { bytes: 30, nameLengthAt: 26, extraLengthAt: 28 } as const;

/** Implements `BundleApi.unpackArchive`. Other files than bundles are left out; what the bundles hold is not looked at. */
export const unpackArchive: BundleApi['unpackArchive'] = async (blob) => {
  const reader = new ZipReader(new BlobReader(blob), { useWebWorkers: false });
  try {
    const entries = await readFileEntries(reader, { ...ZIP_LIMITS, ratio: Number.POSITIVE_INFINITY });
    if (!entries.ok) return entries;
    const bundles = entries.value.filter(({ filename }) => filename.endsWith(BUNDLE_SUFFIX));
    if (bundles.length === 0)
      return toFailed('bundle-invalid', `The archive holds no file whose name ends in ${BUNDLE_SUFFIX}.`);
    const files: NamedBlob[] = [];
    for (const entry of bundles) {
      const file = await toBlob(blob, entry);
      if (!file.ok) return file;
      files.push({ name: entry.filename, blob: file.value });
    }
    return toOk(files);
  } catch (error) {
    return toFailed(
      'bundle-invalid',
      'The file is not a complete zip archive: it is cut, damaged or of another kind. Get the file again.',
      { detail: String(error) },
    );
  } finally {
    await reader.close().catch(() => undefined);
  }
};

async function toBlob(archive: Blob, entry: FileEntry): Promise<Result<Blob>> {
  if (entry.compressionMethod === STORED) {
    const head = new DataView(await archive.slice(entry.offset, entry.offset + LOCAL_HEADER.bytes).arrayBuffer());
    const skipped =
      LOCAL_HEADER.bytes +
      head.getUint16(LOCAL_HEADER.nameLengthAt, true) +
      head.getUint16(LOCAL_HEADER.extraLengthAt, true);
    const start = entry.offset + skipped;
    return toOk(archive.slice(start, start + entry.compressedSize, 'application/zip'));
  }
  const bytes = await readEntry(entry);
  return bytes.ok ? toOk(new Blob([new Uint8Array(bytes.value)], { type: 'application/zip' })) : bytes;
}
