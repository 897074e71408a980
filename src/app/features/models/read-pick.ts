import type { LocalPick } from '#harness/model-library.ts';

/** Bounds of a picked folder: a model has a few dozen files near its top. */
const MAX_DEPTH = 4;
const MAX_FILES = 2000;

type PickedFiles = { path: string; blob: File }[];

/** Chromium's picker and its handles of dropped things, not yet in TypeScript's types. */
interface PickingWindow {
  showDirectoryPicker?(options: { readonly mode: 'read' }): Promise<FileSystemDirectoryHandle>;
}
interface DroppedItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** True where the browser keeps handles of folders, so that nothing needs to be copied. */
export function canPickFolders(): boolean {
  return 'showDirectoryPicker' in window;
}

/** A folder chosen with the browser's picker; null when the person closed it. */
export async function pickFolder(): Promise<LocalPick | null> {
  try {
    const folder = await (window as PickingWindow).showDirectoryPicker?.({ mode: 'read' });
    return folder === undefined ? null : await readFolder(folder);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Files of an input element: of a folder (`webkitdirectory`), or single ones. They will be copied. */
export function toPick(files: readonly File[]): LocalPick {
  const paths = files.map((file) => file.webkitRelativePath || file.name);
  const top = paths[0]?.includes('/') === true ? paths[0].slice(0, paths[0].indexOf('/')) : null;
  const isFolder = top !== null && paths.every((path) => path.startsWith(`${top}/`));
  return {
    folderName: toFolderName(isFolder ? top : (paths[0] ?? 'model').replace(/\.gguf$/i, '')),
    files: files.map((blob, index) => {
      const path = paths[index] ?? blob.name;
      return { path: isFolder ? path.slice(top.length + 1) : path, blob };
    }),
    handle: null,
  };
}

/** What was dropped: a folder by its handle where the browser gives one, else its files. Null when nothing was. */
export function readDrop(transfer: DataTransfer): Promise<LocalPick | null> {
  // Both lists are emptied when the event ends; only the promises stay.
  const files = [...transfer.files];
  const items = [...transfer.items];
  const handles = items.map((item) => (item as DroppedItem).getAsFileSystemHandle?.() ?? Promise.resolve(null));
  const entries = items.map((item) => item.webkitGetAsEntry());
  return toDroppedPick(files, handles, entries);
}

async function toDroppedPick(
  files: readonly File[],
  handles: readonly Promise<FileSystemHandle | null>[],
  entries: readonly (FileSystemEntry | null)[],
): Promise<LocalPick | null> {
  for (const pending of handles) {
    const handle = await pending.catch(() => null);
    if (handle instanceof FileSystemDirectoryHandle) return readFolder(handle);
  }
  const folder = entries.find((entry) => entry?.isDirectory === true);
  if (folder?.isDirectory === true) {
    const found: PickedFiles = [];
    await addEntries(folder as FileSystemDirectoryEntry, '', 1, found);
    return { folderName: toFolderName(folder.name), files: found, handle: null };
  }
  return files.length === 0 ? null : toPick(files);
}

async function readFolder(folder: FileSystemDirectoryHandle): Promise<LocalPick> {
  const files: PickedFiles = [];
  await addFiles(folder, '', 1, files);
  return { folderName: toFolderName(folder.name), files, handle: folder };
}

async function addFiles(
  folder: FileSystemDirectoryHandle,
  prefix: string,
  depth: number,
  files: PickedFiles,
): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    if (files.length >= MAX_FILES) return;
    if (handle instanceof FileSystemFileHandle) files.push({ path: prefix + name, blob: await handle.getFile() });
    else if (handle instanceof FileSystemDirectoryHandle && depth < MAX_DEPTH && !name.startsWith('.')) {
      await addFiles(handle, `${prefix}${name}/`, depth + 1, files);
    }
  }
}

async function addEntries(
  folder: FileSystemDirectoryEntry,
  prefix: string,
  depth: number,
  files: PickedFiles,
): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (files.length >= MAX_FILES) return;
      if (entry.isFile) {
        const blob = await new Promise<File>((resolve, reject) => {
          (entry as FileSystemFileEntry).file(resolve, reject);
        });
        files.push({ path: prefix + entry.name, blob });
      } else if (depth < MAX_DEPTH && !entry.name.startsWith('.')) {
        await addEntries(entry as FileSystemDirectoryEntry, `${prefix}${entry.name}/`, depth + 1, files);
      }
    }
  }
}

/** Bounded as a configuration bounds it. */
function toFolderName(name: string): string {
  return name.slice(0, 190);
}
