import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { toMemberPathProblem } from '#core/bundle/member-path.ts';
import { toFailed, toOk } from '#core/errors/result.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { ZIP_LIMITS } from './zip-limits.ts';

/** Implements `BundleApi.packArchive`: bundles are packed already, so they are stored, read from their blobs piece by piece. */
export const packArchive: BundleApi['packArchive'] = async (files) => {
  if (files.length > ZIP_LIMITS.members)
    return toFailed(
      'bundle-invalid',
      `There are ${files.length} runs; an archive holds at most ${ZIP_LIMITS.members}. Download bundles one by one.`,
    );
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, level: 0, keepOrder: true });
  for (const { name, blob } of files) {
    const problem = toMemberPathProblem(name);
    if (problem !== null)
      return toFailed('bundle-invalid', `The archive cannot be written: "${name}" ${problem}.`, { location: name });
    await writer.add(name, new BlobReader(blob));
  }
  return toOk(await writer.close());
};
