import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelCheck } from '#harness/model-library.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { proxy } from 'comlink';
import { openVerifiedFile } from './model-files.ts';
import type { ModelIndex, ModelRecord } from './model-index.ts';
import type { WorkerHost } from './worker-host.ts';

/** Hashes every file of a model again, stored or in its folder. A stored file that is wrong is removed. */
export async function verifyModel(
  storage: WorkerHost<StorageApi>,
  index: ModelIndex,
  record: ModelRecord | null,
  at: string,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<ModelCheck>> {
  if (record === null)
    return toFailed('model-missing-file', 'This browser does not know the model any more. Reload the page.');
  const folder = await index.readFolder(record.modelHash);
  const wrongPaths: string[] = [];
  for (const file of record.ref.files) {
    const stored = await storage.ask((api) => api.openModelFile(file));
    if (!stored.ok) return stored;
    const blob = stored.value;
    if (blob === null) {
      const linked = folder === null ? null : await openVerifiedFile(storage, folder, file, onProgress);
      if (linked?.ok !== true) wrongPaths.push(file.path);
      continue;
    }
    const hashed = await storage.call((api) => api.hashFile(file.path, blob, proxy(onProgress)));
    if (hashed.ok && hashed.value.sha256 === file.sha256) continue;
    wrongPaths.push(file.path);
    const removed = await storage.call((api) => api.removeModelFile(file.sha256));
    if (!removed.ok) return removed;
  }
  return toOk({ at, wrongPaths });
}
