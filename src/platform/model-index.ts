import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as z from 'zod';
import { LoadReport } from '#core/model/effective-config.ts';
import { ModelRef, Sha256 } from '#core/model/model-ref.ts';
import { InstallPlan } from '#core/sources/install-plan.ts';

/** What is remembered of a model beside its files. */
const ModelRecord = z.strictObject({
  schemaVersion: z.literal(1),
  modelHash: Sha256,
  ref: ModelRef,
  addedAt: z.string(),
  lastUsedAt: z.string().nullable(),
  check: z.strictObject({ at: z.string(), wrongPaths: z.array(z.string()) }).nullable(),
  loads: z.array(z.strictObject({ at: z.string(), report: LoadReport })),
});
export type ModelRecord = z.infer<typeof ModelRecord>;

const PlanRecord = z.strictObject({ id: Sha256, plan: InstallPlan });
export type PlanRecord = z.infer<typeof PlanRecord>;

interface Schema extends DBSchema {
  models: { key: string; value: unknown };
  plans: { key: string; value: unknown };
  folders: { key: string; value: unknown };
}

/** Models, unfinished installs and linked folders in IndexedDB. A row that does not parse counts as absent. */
export interface ModelIndex {
  listModels(): Promise<readonly ModelRecord[]>;
  /** Reads, changes and writes in one transaction; a change to null removes. */
  changeModel(modelHash: string, change: (record: ModelRecord | null) => ModelRecord | null): Promise<void>;
  listPlans(): Promise<readonly PlanRecord[]>;
  putPlan(record: PlanRecord): Promise<void>;
  removePlan(id: string): Promise<void>;
  /** Handles of folders by the hash of the model that lies in them. */
  readFolder(modelHash: string): Promise<FileSystemDirectoryHandle | null>;
  putFolder(modelHash: string, handle: FileSystemDirectoryHandle): Promise<void>;
  removeFolder(modelHash: string): Promise<void>;
}

/** The index in a database of its own; runs have another, so that neither holds up the other's upgrade. */
export function createModelIndex(databaseName = 'plumbline-models'): ModelIndex {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = (): Promise<IDBPDatabase<Schema>> => {
    database ??= openDB<Schema>(databaseName, 1, {
      upgrade: (fresh) => {
        for (const name of ['models', 'plans', 'folders'] as const) fresh.createObjectStore(name);
      },
      // Another tab wants to upgrade or delete the database: let it, and open again at the next use.
      blocking: (_current, _wanted, event) => {
        database = null;
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: () => {
        database = null;
      },
    });
    return database;
  };
  return {
    listModels: async () => parseRows(ModelRecord, await (await open()).getAll('models')),
    changeModel: async (modelHash, change) => {
      const transaction = (await open()).transaction('models', 'readwrite');
      const record = ModelRecord.safeParse(await transaction.store.get(modelHash)).data ?? null;
      const changed = change(record);
      await (changed === null ? transaction.store.delete(modelHash) : transaction.store.put(changed, modelHash));
      await transaction.done;
    },
    listPlans: async () => parseRows(PlanRecord, await (await open()).getAll('plans')),
    putPlan: async (record) => {
      await (await open()).put('plans', record, record.id);
    },
    removePlan: async (id) => (await open()).delete('plans', id),
    readFolder: async (modelHash) => {
      const handle = await (await open()).get('folders', modelHash);
      return handle instanceof FileSystemDirectoryHandle ? handle : null;
    },
    putFolder: async (modelHash, handle) => {
      await (await open()).put('folders', handle, modelHash);
    },
    removeFolder: async (modelHash) => (await open()).delete('folders', modelHash),
  };
}

function parseRows<T>(schema: z.ZodType<T>, rows: readonly unknown[]): readonly T[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}
