import { toOk, type Result } from '#core/errors/result.ts';
import type { InstalledModel, ModelInventory, ModelState } from '#harness/model-library.ts';
import type { StorageApi, StoredModelFile } from '#workers/contract/storage.ts';
import { isReadable } from './linked-folder.ts';
import type { ModelIndex, ModelRecord } from './model-index.ts';
import { toPartName } from './part-name.ts';
import type { WorkerHost } from './worker-host.ts';

/** What is here: the index held against the files. */
export async function readInventory(
  storage: WorkerHost<StorageApi>,
  index: ModelIndex,
): Promise<Result<ModelInventory>> {
  const stored = await storage.ask((api) => api.listModelFiles());
  if (!stored.ok) return stored;
  const records = await index.listModels();
  const plans = await index.listPlans();
  const models = await Promise.all(
    records.map(async (record) => toInstalled(record, stored.value, await index.readFolder(record.modelHash))),
  );
  const named = new Set([
    ...records.flatMap(({ ref }) => ref.files.flatMap(({ sha256 }) => [sha256, `${sha256}.part`])),
    ...plans.flatMap(({ plan }) => plan.files.flatMap((file) => [file.sha256 ?? '', toPartName(plan, file)])),
  ]);
  return toOk({
    models: models.toSorted((a, b) => a.ref.modelId.localeCompare(b.ref.modelId)),
    looseFiles: stored.value.filter(({ name }) => !named.has(name)),
  });
}

async function toInstalled(
  { modelHash, ref, addedAt, lastUsedAt, check, loads }: ModelRecord,
  stored: readonly StoredModelFile[],
  folder: FileSystemDirectoryHandle | null,
): Promise<InstalledModel> {
  const bytesByHash = new Map(stored.filter(({ isPart }) => !isPart).map(({ name, bytes }) => [name, bytes]));
  const { files } = ref;
  const present = files.filter(({ sha256, bytes }) => bytesByHash.get(sha256) === bytes);
  const storedBytes = present.reduce((sum, { bytes }) => sum + bytes, 0);
  const state = await toState(files.length, present.length, folder);
  return { modelHash, ref, state, storedBytes, addedAt, lastUsedAt, check, loads };
}

async function toState(
  fileCount: number,
  presentCount: number,
  folder: FileSystemDirectoryHandle | null,
): Promise<ModelState> {
  if (presentCount === fileCount) return 'here';
  if (folder !== null) return (await isReadable(folder)) ? 'linked' : 'locked';
  return presentCount === 0 ? 'absent' : 'partly';
}
