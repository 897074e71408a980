import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file under another name and renames it, so that a failure leaves no half of it and an earlier file untouched. */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.part-${process.pid}`;
  try {
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
