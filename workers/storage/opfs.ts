import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { SyncFile } from './sync-file.ts';

/** `move` is in every browser that has synchronous access handles, but not yet in TypeScript's types. */
interface MovableFileHandle extends FileSystemFileHandle {
  move(newName: string): Promise<void>;
}

const LOCK_RETRIES = 20;
const LOCK_RETRY_MS = 50;

/** A failure where the browser lacks what storage needs. */
export function checkOpfsSupport(): Result<null> {
  const isSupported =
    typeof FileSystemFileHandle !== 'undefined' &&
    'createSyncAccessHandle' in FileSystemFileHandle.prototype &&
    'move' in FileSystemFileHandle.prototype;
  if (isSupported) return toOk(null);
  return toFailed(
    'runtime-unsupported',
    'This browser cannot keep files for the app (no private file system). Use a current Chrome, Edge, Firefox or Safari, not in private mode.',
  );
}

/** The folder `<name>` of the origin's private file system, made when absent. */
export async function openDirectory(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(name, { create: true });
}

/** A folder or file, or null when it does not exist. */
export async function orNull<T>(handle: Promise<T>): Promise<T | null> {
  try {
    return await handle;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/**
 * Opens for exclusive synchronous access. The handle of a worker that has just died stays taken for some milliseconds
 * (seen in Chromium after a reload), so a taken file is tried again for a second.
 */
export async function openSyncFile(handle: FileSystemFileHandle): Promise<SyncFile> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      const isTaken = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isTaken || attempt >= LOCK_RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
    }
  }
}

/** Renames a file inside its folder; the file must be closed. */
export async function renameFile(handle: FileSystemFileHandle, newName: string): Promise<void> {
  // The type lacks `move`; `checkOpfsSupport` has seen it.
  await (handle as MovableFileHandle).move(newName);
}
