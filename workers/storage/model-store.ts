import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { createSha256, sha256Hex } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { WantedFile } from '#core/sources/install-plan.ts';
import type { DownloadProgress, StorageApi, StoredModelFile } from '#workers/contract/storage.ts';
import { fetchModelFile } from './fetch-model-file.ts';
import { readFreeBytes } from './free-bytes.ts';
import { checkOpfsSupport, openDirectory, openSyncFile, orNull, renameFile } from './opfs.ts';
import { openPartNote, removePart } from './part-note.ts';
import { createProgressReporter, releaseCallback, type ProgressReporter } from './progress.ts';
import { sleep } from './sleep.ts';
import { guardStorage } from './storage-failure.ts';
import { writeWhole, type SyncFile } from './sync-file.ts';

type ModelStore = Pick<
  StorageApi,
  | 'fetchModelFile'
  | 'fetchUnpinnedFile'
  | 'checkModelRoom'
  | 'importModelFile'
  | 'hashFile'
  | 'listModelFiles'
  | 'removeModelFile'
  | 'openModelFile'
>;
type OnProgress = (progress: DownloadProgress) => void;

const FOLDER = 'models';

/**
 * Model files under `models/<sha256>`. A file gets that name only after its hash was seen to be right, so its presence with
 * the right size is the proof. What is unfinished ends in `.part`. `fetchFile` is the only way out to the network.
 */
export function createModelStore(fetchFile: typeof fetch): ModelStore {
  const fetchIntoStore = async (
    url: string,
    file: WantedFile,
    partName: string,
    progress: ProgressReporter,
  ): Promise<Result<ModelFile>> => {
    const folder = await openDirectory(FOLDER);
    const part = await folder.getFileHandle(partName, { create: true });
    const target = await openSyncFile(part);
    let partBytes = 0;
    let fetched: Result<ModelFile>;
    try {
      const room = await checkRoom([file.path], Math.max(0, (file.bytes ?? 0) - target.getSize()));
      fetched = room.ok
        ? await fetchModelFile({
            fetch: (...request) => fetchFile(...request),
            url,
            file,
            target,
            note: openPartNote(folder, partName),
            onBytes: (bytes) => progress.report(bytes),
            onWait: (waitMs) => progress.reportWait(target.getSize(), waitMs),
            sleep,
            nowMs: () => Date.now(),
          })
        : room;
      partBytes = target.getSize();
    } finally {
      target.close();
    }
    if (!fetched.ok) {
      if (partBytes === 0) await removePart(folder, partName);
      return fetched;
    }
    progress.reportLast(fetched.value.bytes);
    if ((await openModelFile(fetched.value)) === null) await renameFile(part, fetched.value.sha256);
    await removePart(folder, partName);
    return fetched;
  };

  return {
    openModelFile,
    importModelFile,
    hashFile,
    listModelFiles,
    removeModelFile,
    checkModelRoom,
    fetchModelFile: (url, file, onProgress) =>
      withProgress(onProgress, file, (progress) =>
        // One download of a file at a time, over all tabs; whoever waited finds it present.
        withLock(`${file.sha256}.part`, async () => {
          const present = await openModelFile(file);
          if (present !== null) {
            progress.reportLast(file.bytes);
            return toOk(present);
          }
          const fetched = await fetchIntoStore(url, file, `${file.sha256}.part`, progress);
          return fetched.ok ? toOk(await openKeptFile(file.sha256)) : fetched;
        }),
      ),
    fetchUnpinnedFile: (url, file, onProgress) => {
      const partName = `url-${sha256Hex(url)}.part`;
      return withProgress(onProgress, file, (progress) =>
        withLock(partName, () => fetchIntoStore(url, file, partName, progress)),
      );
    },
  };
}

function withLock<T>(partName: string, body: () => Promise<T>): Promise<T> {
  return navigator.locks.request(toLockName(partName), body);
}

function toLockName(fileName: string): string {
  return `plumbline-model-${fileName.replace(/\.part$/, '')}`;
}

async function openModelFile(file: ModelFile): Promise<Blob | null> {
  const folder = await openDirectory(FOLDER);
  const handle = await orNull(folder.getFileHandle(file.sha256));
  if (handle === null) return null;
  const blob = await handle.getFile();
  return blob.size === file.bytes ? blob : null;
}

async function openKeptFile(sha256: string): Promise<Blob> {
  return (await (await openDirectory(FOLDER)).getFileHandle(sha256)).getFile();
}

async function listModelFiles(): Promise<readonly StoredModelFile[]> {
  const found: StoredModelFile[] = [];
  const folder = await openDirectory(FOLDER);
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file' || name.endsWith('.note')) continue;
    const sha256 = /^[0-9a-f]{64}(?=\.part$|$)/.exec(name)?.[0] ?? null;
    // A part that another tab has just finished is gone.
    const file = await orNull((handle as FileSystemFileHandle).getFile());
    if (file !== null) found.push({ name, sha256, bytes: file.size, isPart: name.endsWith('.part') });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function removeModelFile(name: string): Promise<Result<null>> {
  return guardStorage(`the model file ${name}`, async () => {
    if (!/^[\w.-]{1,120}$/.test(name)) return toFailed('storage-corrupt', 'Not a name of a model file.');
    const folder = await openDirectory(FOLDER);
    return navigator.locks.request(toLockName(name), { ifAvailable: true }, async (lock): Promise<Result<null>> => {
      if (lock === null) {
        return toFailed('storage-locked', 'The file is being downloaded, here or in another tab. Stop that first.', {
          location: name,
        });
      }
      await removePart(folder, name);
      return toOk(null);
    });
  });
}

function importModelFile(path: string, blob: Blob, onProgress: OnProgress): Promise<Result<ModelFile>> {
  return withProgress(onProgress, { path, bytes: blob.size }, async (progress) => {
    const room = await checkRoom([path], blob.size);
    if (!room.ok) return room;
    const folder = await openDirectory(FOLDER);
    const part = await folder.getFileHandle(`import-${crypto.randomUUID()}.part`, { create: true });
    const target = await openSyncFile(part);
    try {
      const sha256 = await readBlob(blob, target, (bytes) => progress.report(bytes));
      target.close();
      const file = { path, bytes: blob.size, sha256 };
      if ((await openModelFile(file)) === null) await renameFile(part, sha256);
      else await folder.removeEntry(part.name);
      progress.reportLast(blob.size);
      return toOk(file);
    } catch (error) {
      target.close();
      await orNull(folder.removeEntry(part.name));
      if (!isUnreadable(error)) throw error;
      return toUnreadable(path, error);
    }
  });
}

function hashFile(path: string, blob: Blob, onProgress: OnProgress): Promise<Result<ModelFile>> {
  return withProgress(onProgress, { path, bytes: blob.size }, async (progress) => {
    try {
      const sha256 = await readBlob(blob, null, (bytes) => progress.report(bytes));
      progress.reportLast(blob.size);
      return toOk({ path, bytes: blob.size, sha256 });
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return toUnreadable(path, error);
    }
  });
}

/** The file behind a blob was changed, moved or removed. */
function isUnreadable(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
}

function toUnreadable(path: string, error: unknown): Result<never> {
  return toFailed(
    'model-missing-file',
    `${path} can no longer be read from the picked folder; it may have changed. Pick the folder again.`,
    { location: path, detail: String(error) },
  );
}

/** Hashes, copying into a target where there is one; resolves when the bytes are on disk. */
async function readBlob(blob: Blob, target: SyncFile | null, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createSha256();
  let bytes = 0;
  for await (const chunk of blob.stream()) {
    if (target !== null) writeWhole(target, chunk, bytes);
    hash.update(chunk);
    bytes += chunk.length;
    onBytes(bytes);
  }
  target?.flush();
  return hash.hex();
}

async function checkModelRoom(files: readonly WantedFile[]): Promise<Result<null>> {
  return guardStorage('the model files', async () => {
    const stored = await listModelFiles();
    const keptBytes = ({ sha256 }: WantedFile): number =>
      sha256 === null ? 0 : Math.max(0, ...stored.filter((file) => file.sha256 === sha256).map(({ bytes }) => bytes));
    const missing = files.filter((file) => keptBytes(file) < (file.bytes ?? 0));
    const neededBytes = missing.reduce((sum, file) => sum + (file.bytes ?? 0) - keptBytes(file), 0);
    return checkRoom(
      missing.map(({ path }) => path),
      neededBytes,
    );
  });
}

async function checkRoom(paths: readonly string[], neededBytes: number): Promise<Result<null>> {
  const freeBytes = await readFreeBytes();
  if (freeBytes === null || freeBytes >= neededBytes) return toOk(null);
  const what = paths.length === 1 ? (paths[0] ?? '') : `The model (${paths.length} files)`;
  return toFailed(
    'storage-quota',
    `${what} needs ${neededBytes} bytes, but this browser has only ${freeBytes} left for the app. Delete runs or models you no longer need, then try again.`,
    { location: paths[0] ?? 'models' },
  );
}

async function withProgress<T>(
  onProgress: OnProgress,
  file: { readonly path: string; readonly bytes: number | null },
  body: (progress: ProgressReporter) => Promise<Result<T>>,
): Promise<Result<T>> {
  const supported = checkOpfsSupport();
  if (!supported.ok) return supported;
  try {
    const progress = createProgressReporter(onProgress, { path: file.path, totalBytes: file.bytes ?? 0 }, () =>
      performance.now(),
    );
    return await guardStorage(`the model file ${file.path}`, () => body(progress));
  } finally {
    releaseCallback(onProgress);
  }
}
