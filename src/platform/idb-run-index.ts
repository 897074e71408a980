import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as z from 'zod';
import type { RunIndex, RunSummary } from '#harness/ports.ts';

const SCHEMA_VERSION = 1 as const;

/** A row of the index as stored; rows of another version are dropped and made again from the journal. */
const RunRow = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  name: z.string(),
  modelIds: z.array(z.string()),
  taskTitle: z.string(),
  createdAt: z.string(),
  status: z.enum(['unfinished', 'completed', 'cancelled', 'imported']),
  trialCount: z.int().nonnegative(),
  completedTrials: z.int().nonnegative(),
});

interface Schema extends DBSchema {
  runs: { key: string; value: z.infer<typeof RunRow> };
}

/** Where rows come from when the index lacks a run that has a journal. */
export interface JournalSource {
  /** Ids of the runs that have a journal; must be cheap. */
  listRuns(): Promise<readonly string[]>;
  /** Null when the journal cannot be read. */
  summarise(runId: string): Promise<RunSummary | null>;
}

/**
 * Index of the runs in IndexedDB. It is a cache of the journals: `list` makes missing rows again, so neither a lost
 * database nor a tab that died before it wrote its row hides a run.
 */
export function createIdbRunIndex(journals: JournalSource, databaseName = 'plumbline'): RunIndex {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const unreadable = new Set<string>();

  const open = (): Promise<IDBPDatabase<Schema>> => {
    database ??= openDB<Schema>(databaseName, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('runs', { keyPath: 'runId' });
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

  const put = async (summary: RunSummary): Promise<void> => {
    const row = { ...summary, modelIds: [...summary.modelIds], schemaVersion: SCHEMA_VERSION };
    await (await open()).put('runs', row);
  };

  const rebuild = async (known: ReadonlySet<string>): Promise<readonly RunSummary[]> => {
    const found: RunSummary[] = [];
    for (const runId of await journals.listRuns()) {
      if (known.has(runId) || unreadable.has(runId)) continue;
      const summary = await journals.summarise(runId);
      if (summary === null) unreadable.add(runId);
      else {
        await put(summary);
        found.push(summary);
      }
    }
    return found;
  };

  return {
    put,
    list: async () => {
      const rows: readonly unknown[] = await (await open()).getAll('runs');
      const summaries = rows.flatMap(parseRow);
      const missing = await rebuild(new Set(summaries.map((summary) => summary.runId)));
      return [...summaries, ...missing].toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    remove: async (runId) => {
      await (await open()).delete('runs', runId);
    },
  };
}

function parseRow(row: unknown): readonly RunSummary[] {
  const parsed = RunRow.safeParse(row);
  if (!parsed.success) return [];
  const { schemaVersion: _, ...summary } = parsed.data;
  return [summary];
}
