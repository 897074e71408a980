import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '#harness/ports.ts';
import { createIdbRunIndex, type JournalSource } from '#platform/idb-run-index.ts';

const noJournals: JournalSource = { listRuns: async () => [], summarise: async () => null };
let databaseName: string;

beforeEach(() => {
  databaseName = `test-${crypto.randomUUID()}`;
});
afterEach(() => deleteDB(databaseName));

function toSummary(runId: string, createdAt: string): RunSummary {
  return {
    runId,
    name: 'Quick start',
    modelIds: ['reference'],
    taskTitle: 'A task',
    createdAt,
    status: 'unfinished',
    trialCount: 10,
    completedTrials: 4,
  };
}
const older = toSummary('older-run', '2026-11-20T10:00:00.000Z');
const newer = toSummary('newer-run', '2026-11-20T11:00:00.000Z');

describe('the index of runs', () => {
  test('lists the newest first and keeps rows over sessions', async () => {
    const index = createIdbRunIndex(noJournals, databaseName);
    await index.put(older);
    await index.put(newer);
    await index.put({ ...older, status: 'completed', completedTrials: 10 });
    const again = createIdbRunIndex(noJournals, databaseName);
    expect(await again.list()).toEqual([newer, { ...older, status: 'completed', completedTrials: 10 }]);
    await again.remove('newer-run');
    expect((await index.list()).map((run) => run.runId)).toEqual(['older-run']);
  });

  test('makes the rows of journals that it lacks, once', async () => {
    const asked: string[] = [];
    const journals: JournalSource = {
      listRuns: async () => ['newer-run', 'older-run', 'broken-run'],
      summarise: async (runId) => {
        asked.push(runId);
        return runId === 'older-run' ? older : null;
      },
    };
    const index = createIdbRunIndex(journals, databaseName);
    await index.put(newer);
    expect(await index.list()).toEqual([newer, older]);
    expect(await index.list()).toEqual([newer, older]);
    expect(asked).toEqual(['older-run', 'broken-run']);
  });

  test('a label shows as the name and outlives a new row; a headline and a deletion do not', async () => {
    const index = createIdbRunIndex(noJournals, databaseName);
    const headline = { accuracy: 0.5, lower: 0.4, upper: 0.6, passHatK: 0.25, k: 4, samples: 9 };
    await index.put(older);
    await index.mark('older-run', { label: 'Mine', headline });
    expect(await index.list()).toEqual([{ ...older, name: 'Mine', configName: older.name, headline }]);
    await index.mark('older-run', { discardedAt: '2026-12-01T00:00:00.000Z' });
    expect(await index.list()).toEqual([]);
    expect((await index.listDiscarded()).map(({ name }) => name)).toEqual(['Mine']);
    await index.put({ ...older, completedTrials: 10 });
    expect(await index.list()).toEqual([{ ...older, completedTrials: 10, name: 'Mine', configName: older.name }]);
    await index.mark('older-run', { label: null });
    expect((await index.list()).map(({ name }) => name)).toEqual([older.name]);
    await index.mark('no-such-run', { label: 'x' });
    expect(await index.list()).toHaveLength(1);
  });

  test('drops a row that it cannot read, and makes it again', async () => {
    const index = createIdbRunIndex(
      { listRuns: async () => ['older-run'], summarise: async () => older },
      databaseName,
    );
    await index.put(newer);
    using database = Object.assign(await openDB(databaseName), {
      [Symbol.dispose](this: IDBDatabase) {
        this.close();
      },
    });
    await database.put('runs', { ...older, schemaVersion: 99 });
    expect(await index.list()).toEqual([newer, older]);
  });
});
