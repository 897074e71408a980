import { toOk, type Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toModelHash } from '#core/model/trial-key.ts';
import type { ModelListing } from '#core/sources/install-plan.ts';
import type { LocalPick, ModelLibrary } from '#harness/model-library.ts';
import type { Clock, RunIndex } from '#harness/ports.ts';
import { createInstallDesk } from './install-desk.ts';
import { askToRead } from './linked-folder.ts';
import { createModelIndex, type ModelIndex, type ModelRecord } from './model-index.ts';
import { readInventory } from './model-inventory.ts';
import { readModelUsage } from './model-usage.ts';
import { startStorageWorker } from './storage-client.ts';
import { verifyModel } from './verify-model.ts';
import { createWorkerSlot } from './worker-slot.ts';
import type { WorkerRegistry } from './worker-registry.ts';

/** Loads that are remembered of a model. */
const MAX_LOADS = 8;

/** The models of this browser over its private file system and an index in IndexedDB. */
export async function createModelLibrary(
  registry: WorkerRegistry,
  runs: RunIndex,
  clock: Clock,
): Promise<ModelLibrary> {
  const index = createModelIndex();
  const startStorage = (): ReturnType<typeof startStorageWorker> => startStorageWorker('model-files', registry);
  const storage = createWorkerSlot(startStorage);
  const desk = await createInstallDesk({ index, clock, startStorage });
  const findRecord = async (modelHash: string): Promise<ModelRecord | null> =>
    (await index.listModels()).find((record) => record.modelHash === modelHash) ?? null;

  return {
    ...desk,
    list: () => readInventory(storage(), index),
    look: (place) =>
      storage().call((api) => (place.type === 'hub' ? api.listHubFiles(place) : api.listUrlFiles(place))),
    lookAtPick,
    verify: async (modelHash, onProgress) => {
      const record = await findRecord(modelHash);
      using worker = startStorage();
      const check = await verifyModel(worker, index, record, clock.isoNow(), onProgress);
      if (check.ok)
        await index.changeModel(
          modelHash,
          (known) => known && { ...known, check: { ...check.value, wrongPaths: [...check.value.wrongPaths] } },
        );
      return check;
    },
    remove: async (modelHash) => {
      const records = await index.listModels();
      const doomed = records.find((record) => record.modelHash === modelHash);
      const kept = new Set(
        records.filter((record) => record !== doomed).flatMap(({ ref }) => ref.files.map(({ sha256 }) => sha256)),
      );
      for (const { sha256 } of doomed?.ref.files ?? []) {
        if (kept.has(sha256)) continue;
        for (const name of [sha256, `${sha256}.part`]) {
          const removed = await storage().call((api) => api.removeModelFile(name));
          if (!removed.ok) return removed;
        }
      }
      await index.removeFolder(modelHash);
      await index.changeModel(modelHash, () => null);
      return toOk(null);
    },
    removeFile: (name) => storage().call((api) => api.removeModelFile(name)),
    allowFolder: async (modelHash): Promise<Result<boolean>> => {
      const folder = await index.readFolder(modelHash);
      return toOk(folder !== null && (await askToRead(folder)));
    },
    readUsage: () => readModelUsage(storage(), runs),
    readSpace: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      const isPersistent = await navigator.storage.persisted();
      return { usedBytes: usage ?? null, quotaBytes: quota ?? null, isPersistent };
    },
    keepForGood: () => navigator.storage.persist(),
    noteLoad: (ref, report) => noteLoad(index, ref, report, clock.isoNow()),
  };
}

function lookAtPick({ folderName, files }: LocalPick): ModelListing {
  return {
    title: `local/${folderName}`,
    source: { type: 'local', folderName },
    revision: null,
    licence: null,
    files: files.map(({ path, blob }) => ({ path, bytes: blob.size, sha256: null })),
  };
}

async function noteLoad(index: ModelIndex, ref: ModelRef, report: LoadReport, at: string): Promise<void> {
  const modelHash = toModelHash(ref);
  const toKey = ({ runtime }: LoadReport): string => `${runtime.name} ${runtime.device} ${runtime.threads}`;
  await index.changeModel(modelHash, (known) => {
    const others = (known?.loads ?? []).filter((load) => toKey(load.report) !== toKey(report));
    const record = known ?? { schemaVersion: 1, modelHash, ref, addedAt: at, check: null };
    return { ...record, lastUsedAt: at, loads: [{ at, report }, ...others].slice(0, MAX_LOADS) };
  });
}
