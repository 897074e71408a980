import type { ModelFileDownload, PartNote } from './model-file-download.ts';
import { openSyncFile, orNull } from './opfs.ts';
import { readBytes, writeWhole } from './sync-file.ts';

/** Longest entity tag that is kept, bytes. */
const MAX_TAG_BYTES = 1000;

/** The remark `<part>.note` beside a part: the entity tag as text, nothing where there is none. */
export function openPartNote(folder: FileSystemDirectoryHandle, partName: string): ModelFileDownload['note'] {
  const name = toNoteName(partName);
  return {
    read: async () => {
      const handle = await orNull(folder.getFileHandle(name));
      if (handle === null) return null;
      const file = await openSyncFile(handle);
      try {
        const tag = new TextDecoder().decode(readBytes(file, 0, Math.min(MAX_TAG_BYTES, file.getSize())));
        return { etag: tag === '' ? null : tag };
      } finally {
        file.close();
      }
    },
    write: async (note: PartNote) => {
      const file = await openSyncFile(await folder.getFileHandle(name, { create: true }));
      try {
        file.truncate(0);
        writeWhole(file, new TextEncoder().encode(note.etag ?? '').subarray(0, MAX_TAG_BYTES), 0);
        file.flush();
      } finally {
        file.close();
      }
    },
  };
}

/** Removes a file of the store with its remark; what is not there is removed already. */
export async function removePart(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await orNull(folder.removeEntry(name));
  await orNull(folder.removeEntry(toNoteName(name)));
}

function toNoteName(partName: string): string {
  return `${partName}.note`;
}
