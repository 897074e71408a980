import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile } from '#core/model/model-ref.ts';

/** Chromium's permission methods, not yet in TypeScript's types; browsers without them ask for nothing. */
interface AskingHandle {
  queryPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** May the folder be read without asking? */
export async function isReadable(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const state = await (folder as AskingHandle).queryPermission?.({ mode: 'read' });
  return (state ?? 'granted') === 'granted';
}

/** Asks for it; must follow a person's action. */
export async function askToRead(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const state = await (folder as AskingHandle).requestPermission?.({ mode: 'read' });
  return (state ?? 'granted') === 'granted';
}

/** A file of a linked folder as it is now, not yet verified. Fails with `model-missing-file`. */
export async function openLinkedFile(folder: FileSystemDirectoryHandle, file: ModelFile): Promise<Result<Blob>> {
  if (!(await isReadable(folder))) {
    return toFailed(
      'model-missing-file',
      `The folder “${folder.name}” may not be read until you allow it again: open Models and press “Allow access”.`,
      { location: file.path },
    );
  }
  const names = file.path.split('/');
  const last = names.pop() ?? '';
  try {
    let directory = folder;
    for (const name of names) directory = await directory.getDirectoryHandle(name);
    return toOk(await (await directory.getFileHandle(last)).getFile());
  } catch (error) {
    return toFailed(
      'model-missing-file',
      `${file.path} is not in the folder “${folder.name}” any more. Put it back, or add the folder again.`,
      { location: file.path, detail: String(error) },
    );
  }
}
