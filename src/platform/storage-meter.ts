import type { StorageMeter } from '#harness/ports.ts';

/** Storage of this origin as the browser states it; sizes of runs from their files, read from the page without a worker. */
export const storageMeter: StorageMeter = {
  measure: async () => {
    const [{ usage = 0, quota = null }, isPersistent, bytesByRun] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
      readRunSizes(),
    ]);
    return { usedBytes: usage, quotaBytes: quota, isPersistent, bytesByRun };
  },
  persist: () => navigator.storage.persist(),
};

async function readRunSizes(): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  try {
    const root = await navigator.storage.getDirectory();
    for await (const [runId, folder] of (await root.getDirectoryHandle('runs')).entries())
      if (folder instanceof FileSystemDirectoryHandle) sizes.set(runId, await readFolderSize(folder));
  } catch (error) {
    // No folder yet, no private file system, or a run that is deleted meanwhile: what was read so far is the answer.
    if (!(error instanceof DOMException)) throw error;
  }
  return sizes;
}

async function readFolderSize(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const handle of folder.values())
    if (handle instanceof FileSystemFileHandle) bytes += (await handle.getFile()).size;
  return bytes;
}
