import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { createSha256 } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { fetchModelFile } from './fetch-model-file.ts';
import { readFreeBytes } from './free-bytes.ts';
import { checkOpfsSupport, openDirectory, openSyncFile, orNull, renameFile } from './opfs.ts';
import { createProgressReporter, releaseCallback, type ProgressReporter } from './progress.ts';
import { guardStorage } from './storage-failure.ts';
import { writeWhole, type SyncFile } from './sync-file.ts';

type ModelStore = Pick<StorageApi, 'fetchModelFile' | 'importModelFile' | 'openModelFile'>;
type OnProgress = (progress: DownloadProgress) => void;

const FOLDER = 'models';

/**
 * Model files under `models/<sha256>`. A file gets that name only after its hash was seen to be right, so its presence with
 * the right size is the proof. What is unfinished ends in `.part`. `fetchFile` is the only way out to the network.
 */
export function createModelStore(fetchFile: typeof fetch): ModelStore {
  const fetchIntoStore = async (url: string, file: ModelFile, progress: ProgressReporter): Promise<Result<Blob>> => {
    const present = await openModelFile(file);
    if (present !== null) {
      progress.reportLast(file.bytes);
      return toOk(present);
    }
    const folder = await openDirectory(FOLDER);
    const part = await folder.getFileHandle(`${file.sha256}.part`, { create: true });
    const target = await openSyncFile(part);
    let partBytes = 0;
    let fetched: Result<null>;
    try {
      const room = await checkRoom(file, target.getSize());
      fetched = room.ok
        ? await fetchModelFile({
            fetch: (...request) => fetchFile(...request),
            url,
            file,
            target,
            onBytes: (bytes) => progress.report(bytes),
          })
        : room;
      partBytes = target.getSize();
    } finally {
      target.close();
    }
    if (!fetched.ok) {
      if (partBytes === 0) await folder.removeEntry(part.name);
      return fetched;
    }
    progress.reportLast(file.bytes);
    return toOk(await keepFile(folder, part, file.sha256));
  };

  return {
    openModelFile,
    importModelFile,
    fetchModelFile: (url, file, onProgress) =>
      withProgress(onProgress, { path: file.path, totalBytes: file.bytes }, (progress) =>
        // One download of a file at a time, over all tabs; whoever waited finds it present.
        navigator.locks.request(`plumbline-model-${file.sha256}`, () => fetchIntoStore(url, file, progress)),
      ),
  };
}

async function openModelFile(file: ModelFile): Promise<Blob | null> {
  const folder = await openDirectory(FOLDER);
  const handle = await orNull(folder.getFileHandle(file.sha256));
  if (handle === null) return null;
  const blob = await handle.getFile();
  return blob.size === file.bytes ? blob : null;
}

function importModelFile(path: string, blob: Blob, onProgress: OnProgress): Promise<Result<ModelFile>> {
  return withProgress(onProgress, { path, totalBytes: blob.size }, async (progress) => {
    const folder = await openDirectory(FOLDER);
    const part = await folder.getFileHandle(`import-${crypto.randomUUID()}.part`, { create: true });
    const target = await openSyncFile(part);
    try {
      const sha256 = await copyBlob(blob, target, (bytes) => progress.report(bytes));
      target.close();
      const file = { path, bytes: blob.size, sha256 };
      if ((await openModelFile(file)) === null) await keepFile(folder, part, sha256);
      else await folder.removeEntry(part.name);
      progress.reportLast(blob.size);
      return toOk(file);
    } catch (error) {
      target.close();
      await orNull(folder.removeEntry(part.name));
      const isUnreadable = error instanceof DOMException && error.name === 'NotReadableError';
      if (!isUnreadable) throw error;
      return toFailed(
        'model-missing-file',
        `${path} can no longer be read from the picked folder; it may have changed. Pick the folder again.`,
        { location: path, detail: String(error) },
      );
    }
  });
}

/** Copies and hashes; resolves when the bytes are on disk. */
async function copyBlob(blob: Blob, target: SyncFile, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createSha256();
  let bytes = 0;
  for await (const chunk of blob.stream()) {
    writeWhole(target, chunk, bytes);
    hash.update(chunk);
    bytes += chunk.length;
    onBytes(bytes);
  }
  target.flush();
  return hash.hex();
}

async function keepFile(folder: FileSystemDirectoryHandle, part: FileSystemFileHandle, sha256: string): Promise<Blob> {
  await renameFile(part, sha256);
  return (await folder.getFileHandle(sha256)).getFile();
}

async function checkRoom(file: ModelFile, keptBytes: number): Promise<Result<null>> {
  const freeBytes = await readFreeBytes();
  const neededBytes = file.bytes - keptBytes;
  if (freeBytes === null || freeBytes >= neededBytes) return toOk(null);
  return toFailed(
    'storage-quota',
    `${file.path} needs ${neededBytes} bytes, but this browser has only ${freeBytes} left for the app. Delete runs or models you no longer need, then try again.`,
    { location: file.path },
  );
}

async function withProgress<T>(
  onProgress: OnProgress,
  file: { readonly path: string; readonly totalBytes: number },
  body: (progress: ProgressReporter) => Promise<Result<T>>,
): Promise<Result<T>> {
  const supported = checkOpfsSupport();
  if (!supported.ok) return supported;
  try {
    const progress = createProgressReporter(onProgress, file, () => performance.now());
    return await guardStorage(`the model file ${file.path}`, () => body(progress));
  } finally {
    releaseCallback(onProgress);
  }
}
