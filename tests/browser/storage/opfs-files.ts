const JOURNAL = 'journal-0000.jsonl';

/** Puts a journal on disk behind the app's back. */
export async function writeRunFile(runId: string, text: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (
    await root.getDirectoryHandle('runs', { create: true })
  ).getDirectoryHandle(runId, {
    create: true,
  });
  const writable = await (await folder.getFileHandle(JOURNAL, { create: true })).createWritable();
  await writable.write(text);
  await writable.close();
}

/** Text of a journal as it lies on disk. */
export async function readRunFile(runId: string): Promise<string> {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle('runs')).getDirectoryHandle(runId);
  return (await (await folder.getFileHandle(JOURNAL)).getFile()).text();
}

/** Puts bytes under `models/<name>`. */
export async function writeModelFile(name: string, content: Blob): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('models', { create: true });
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(content);
  await writable.close();
}

/** Names under `models/`, sorted. */
export async function listModelFiles(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of (await root.getDirectoryHandle('models', { create: true })).keys()) names.push(name);
  return names.toSorted();
}

/** Empties `models/`. */
export async function removeModelFiles(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('models', { create: true });
  for (const name of await listModelFiles()) await folder.removeEntry(name);
}
