import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile, ModelRef } from '#core/model/model-ref.ts';
import { toInstalledRef, type InstallPlan, type WantedFile } from '#core/sources/install-plan.ts';
import type { LocalPick } from '#harness/model-library.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { proxy } from 'comlink';
import { mapInParallel } from './map-in-parallel.ts';
import { toFileUrl } from './to-file-url.ts';
import type { WorkerHost } from './worker-host.ts';

const PARALLEL_FILES = 3;

/**
 * Gets the files of a plan into storage, or hashes them where a linked folder keeps them, and pins them. Looks first whether all of them
 * find room. The worker may be killed at any time; what came stays.
 */
export async function installModel(
  storage: WorkerHost<StorageApi>,
  plan: InstallPlan,
  pick: LocalPick | null,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<ModelRef>> {
  const isLinked = pick !== null && pick.handle !== null;
  const room = isLinked ? toOk(null) : await storage.call((api) => api.checkModelRoom(plan.files));
  if (!room.ok) return room;
  const files = await mapInParallel(plan.files, PARALLEL_FILES, (file) =>
    plan.source.type === 'local'
      ? readLocalFile(storage, pick, file, onProgress)
      : fetchFile(storage, plan, plan.source, file, onProgress),
  );
  return files.ok ? toInstalledRef(plan, files.value) : files;
}

async function readLocalFile(
  storage: WorkerHost<StorageApi>,
  pick: LocalPick | null,
  { path }: WantedFile,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<ModelFile>> {
  const blob = pick?.files.find((file) => file.path === path)?.blob;
  if (blob === undefined) return toFailed('model-missing-file', `Pick the folder again: ${path} is not at hand.`);
  return pick?.handle === null
    ? storage.call((api) => api.importModelFile(path, blob, proxy(onProgress)))
    : storage.call((api) => api.hashFile(path, blob, proxy(onProgress)));
}

async function fetchFile(
  storage: WorkerHost<StorageApi>,
  { revision }: InstallPlan,
  source: Exclude<InstallPlan['source'], { type: 'local' }>,
  file: WantedFile,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<ModelFile>> {
  const url = toFileUrl(source, revision, file.path);
  if (!url.ok) return url;
  const { path, bytes, sha256 } = file;
  if (sha256 === null || bytes === null) {
    return storage.call((api) => api.fetchUnpinnedFile(url.value, file, proxy(onProgress)));
  }
  const pinned = { path, bytes, sha256 };
  const fetched = await storage.call((api) => api.fetchModelFile(url.value, pinned, proxy(onProgress)));
  return fetched.ok ? toOk(pinned) : fetched;
}
