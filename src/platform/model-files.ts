import { createFailure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile, ModelRef } from '#core/model/model-ref.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { proxy } from 'comlink';
import { openLinkedFile } from './linked-folder.ts';
import { mapInParallel } from './map-in-parallel.ts';
import { createModelIndex } from './model-index.ts';
import { toFileUrl } from './to-file-url.ts';
import type { WorkerHost } from './worker-host.ts';

interface OpenOptions {
  /** All files of the model, each time one of them moves. */
  readonly onProgress: (files: readonly DownloadProgress[]) => void;
  readonly signal: AbortSignal;
}

/** Files of a model on their way at the same time; a server sees no more connections than a page's pictures make. */
const PARALLEL_FILES = 3;

/**
 * Gets the files of a model, verified against their hashes: from storage, else by download (`embedded`, `url`, `hub`), three
 * at a time, after a look whether all of them will find room. Aborting ends the worker, so the network stops at once; what came
 * stays for later.
 */
export async function openModelFiles(
  storage: WorkerHost<StorageApi>,
  ref: ModelRef,
  options: OpenOptions,
): Promise<Result<VerifiedModel>> {
  const progressByPath = new Map(ref.files.map((file) => [file.path, toProgress(file, 0)]));
  const report = (progress: DownloadProgress): void => {
    progressByPath.set(progress.path, progress);
    options.onProgress([...progressByPath.values()]);
  };
  const stop = (): void => storage.kill();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    const room = await storage.call((api) => api.checkModelRoom(ref.source.type === 'local' ? [] : ref.files));
    if (!room.ok) return options.signal.aborted ? toCancelled() : room;
    const opened = await mapInParallel(ref.files, PARALLEL_FILES, async (file) => {
      const blob = await openModelFile(storage, ref, file, report);
      if (blob.ok) report(toProgress(file, file.bytes));
      return blob.ok ? toOk({ path: file.path, blob: blob.value }) : blob;
    });
    if (options.signal.aborted) return toCancelled();
    return opened.ok ? toOk({ ref, files: opened.value }) : opened;
  } finally {
    options.signal.removeEventListener('abort', stop);
  }
}

/** One verified file of a model: from storage, from the folder that its handle leads to, or from where its source says. */
export async function openModelFile(
  storage: WorkerHost<StorageApi>,
  ref: ModelRef,
  file: ModelFile,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<Blob>> {
  if (ref.source.type !== 'local') {
    const url = toFileUrl(ref.source, ref.revision, file.path);
    return url.ok ? storage.call((api) => api.fetchModelFile(url.value, file, proxy(onProgress))) : url;
  }
  const stored = await storage.ask((api) => api.openModelFile(file));
  if (!stored.ok) return stored;
  if (stored.value !== null) return toOk(stored.value);
  const folder = await createModelIndex().readFolder(toModelHash(ref));
  if (folder !== null) return openVerifiedFile(storage, folder, file, onProgress);
  return toFailed(
    'model-missing-file',
    `${file.path} of the local model "${ref.source.folderName}" is not in this browser any more. Pick the model's folder again.`,
    { location: file.path },
  );
}

/** A file of a linked folder, hashed anew: nobody knows what happened to it meanwhile. */
export async function openVerifiedFile(
  storage: WorkerHost<StorageApi>,
  folder: FileSystemDirectoryHandle,
  file: ModelFile,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<Blob>> {
  const opened = await openLinkedFile(folder, file);
  if (!opened.ok) return opened;
  const hashed = await storage.call((api) => api.hashFile(file.path, opened.value, proxy(onProgress)));
  if (!hashed.ok) return hashed;
  if (hashed.value.sha256 === file.sha256) return opened;
  return toFailed(
    'model-hash-mismatch',
    `${file.path} in the folder “${folder.name}” has changed since the model was added. Restore it, or add the folder again as another model.`,
    { location: file.path, detail: `expected ${file.sha256}, got ${hashed.value.sha256}` },
  );
}

function toProgress(file: ModelFile, receivedBytes: number): DownloadProgress {
  return { path: file.path, receivedBytes, totalBytes: file.bytes };
}

function toCancelled(): Result<never> {
  return { ok: false, failure: createFailure('cancelled', 'Loading the model was cancelled.') };
}
