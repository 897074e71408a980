import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as z from 'zod';
import type { RunIndex, RunMarks, RunSummary } from '#harness/ports.ts';

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
  label: z.string().optional(),
  headline: z
    .strictObject({
      accuracy: z.number(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      passHatK: z.number().nullable(),
      k: z.int(),
      samples: z.int(),
    })
    .nullable()
    .optional(),
  discardedAt: z.string().optional(),
});
type RunRow = z.infer<typeof RunRow>;

interface Schema extends DBSchema {
  runs: { key: string; value: RunRow };
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

  /** Reads and writes a row in one transaction, so that two tabs do not undo each other's changes. */
  const change = async (runId: string, toRow: (before: RunRow | null) => RunRow | null): Promise<void> => {
    const transaction = (await open()).transaction('runs', 'readwrite');
    const before = RunRow.safeParse(await transaction.store.get(runId));
    const row = toRow(before.success ? before.data : null);
    if (row !== null) await transaction.store.put(row);
    await transaction.done;
  };

  const put = (summary: RunSummary): Promise<void> =>
    change(summary.runId, (before) => ({
      runId: summary.runId,
      name: summary.configName ?? summary.name,
      modelIds: [...summary.modelIds],
      taskTitle: summary.taskTitle,
      createdAt: summary.createdAt,
      status: summary.status,
      trialCount: summary.trialCount,
      completedTrials: summary.completedTrials,
      ...(before?.label === undefined ? {} : { label: before.label }),
      schemaVersion: SCHEMA_VERSION,
    }));

  const readAll = async (): Promise<readonly RunSummary[]> => {
    const rows: readonly unknown[] = await (await open()).getAll('runs');
    const summaries = rows.flatMap(parseRow);
    const missing = await rebuild(new Set(summaries.map((summary) => summary.runId)));
    return [...summaries, ...missing].toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
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
    list: async () => (await readAll()).filter(({ discardedAt }) => discardedAt === undefined),
    listDiscarded: async () => (await readAll()).filter(({ discardedAt }) => discardedAt !== undefined),
    mark: (runId, marks) => change(runId, (before) => (before === null ? null : withMarks(before, marks))),
    remove: async (runId) => {
      await (await open()).delete('runs', runId);
    },
  };
}

/** A mark of null is taken away, but for a headline: a run that has none is remembered as such. */
function withMarks(row: RunRow, marks: Partial<RunMarks>): RunRow {
  const { label: oldLabel, discardedAt: oldDiscardedAt, ...rest } = row;
  const label = marks.label === undefined ? oldLabel : (marks.label ?? undefined);
  const discardedAt = marks.discardedAt === undefined ? oldDiscardedAt : (marks.discardedAt ?? undefined);
  return {
    ...rest,
    ...(marks.headline === undefined ? {} : { headline: marks.headline }),
    ...(label === undefined ? {} : { label }),
    ...(discardedAt === undefined ? {} : { discardedAt }),
  };
}

function parseRow(row: unknown): readonly RunSummary[] {
  const parsed = RunRow.safeParse(row);
  if (!parsed.success) return [];
  const { schemaVersion: _, label, headline, discardedAt, ...summary } = parsed.data;
  return [
    {
      ...summary,
      ...(label === undefined ? {} : { name: label, configName: summary.name }),
      ...(headline === undefined ? {} : { headline }),
      ...(discardedAt === undefined ? {} : { discardedAt }),
    },
  ];
}
