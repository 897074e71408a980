import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startStorageWorker } from '#platform/storage-client.ts';
import type { WorkerHost } from '#platform/worker-host.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { StorageApi } from '#workers/contract/storage.ts';
import { readRunFile, writeRunFile } from './opfs-files.ts';
import { withQuota } from './with-quota.ts';

const registry = createWorkerRegistry();
let storage: WorkerHost<StorageApi>;
let runId: string;

beforeEach(() => {
  storage = startStorageWorker('storage', registry);
  runId = crypto.randomUUID();
});

afterEach(async () => {
  await storage.ask((api) => api.deleteRun(runId));
  storage.kill();
});

const open = (host = storage): ReturnType<StorageApi['openJournal']> => host.call((api) => api.openJournal(runId));
const append = (...lines: string[]): ReturnType<StorageApi['appendJournal']> =>
  storage.call((api) => api.appendJournal(runId, lines));

describe('a journal', () => {
  test('is empty when new, and keeps what was appended after its worker was killed', async () => {
    expect(await open()).toEqual({ ok: true, value: { lines: [], cutBytes: 0 } });
    expect(await append('{"a":1}')).toEqual({ ok: true, value: null });
    expect(await append('{"b":"é"}', '{"c":3}')).toEqual({ ok: true, value: null });

    storage.kill();
    storage = startStorageWorker('storage', registry);

    expect(await open()).toEqual({ ok: true, value: { lines: ['{"a":1}', '{"b":"é"}', '{"c":3}'], cutBytes: 0 } });
    expect(await readRunFile(runId)).toBe('{"a":1}\n{"b":"é"}\n{"c":3}\n');
  });

  test('loses its torn last line on opening, and goes on behind the whole ones', async () => {
    await writeRunFile(runId, '{"a":1}\n{"b":');
    expect(await open()).toEqual({ ok: true, value: { lines: ['{"a":1}'], cutBytes: 5 } });
    await append('{"c":3}');
    expect(await readRunFile(runId)).toBe('{"a":1}\n{"c":3}\n');
  });

  test('can be read while it is open, and by another worker', async () => {
    await open();
    await append('{"a":1}');
    const contents = { ok: true, value: { lines: ['{"a":1}'], cutBytes: 0 } };
    expect(await storage.call((api) => api.readJournal(runId))).toEqual(contents);
    using other = startStorageWorker('storage', registry);
    expect(await other.call((api) => api.readJournal(runId))).toEqual(contents);
  });

  test('reading leaves a torn line in place', async () => {
    await writeRunFile(runId, '{"a":1}\n{"b":');
    expect(await storage.call((api) => api.readJournal(runId))).toMatchObject({ ok: true, value: { cutBytes: 5 } });
    expect(await readRunFile(runId)).toBe('{"a":1}\n{"b":');
  });

  test('has one writer: a second worker is refused', async () => {
    await open();
    using other = startStorageWorker('storage', registry);
    expect(await open(other)).toMatchObject({ ok: false, failure: { code: 'storage-locked' } });
    await storage.ask((api) => api.closeJournal(runId));
    expect((await open(other)).ok).toBe(true);
    await other.ask((api) => api.closeJournal(runId));
  });

  test('that is closed takes no lines', async () => {
    expect(await append('{"a":1}')).toMatchObject({ ok: false, failure: { code: 'storage-corrupt' } });
  });

  test('that does not exist cannot be read, and reading does not make it', async () => {
    expect(await storage.call((api) => api.readJournal(runId))).toMatchObject({ ok: false });
    expect(await storage.ask((api) => api.listRuns())).not.toMatchObject({
      value: expect.arrayContaining([runId]),
    });
  });

  test('is listed until it is deleted', async () => {
    await open();
    expect(await storage.ask((api) => api.listRuns())).toMatchObject({ value: expect.arrayContaining([runId]) });
    await storage.ask((api) => api.deleteRun(runId));
    await storage.ask((api) => api.deleteRun(runId));
    expect(await storage.ask((api) => api.listRuns())).not.toMatchObject({ value: expect.arrayContaining([runId]) });
  });

  test.each(['../../up', 'a/b/c/d/e', 'short', ''])('never lies outside its folder (%j)', async (wrong) => {
    expect(await storage.call((api) => api.openJournal(wrong))).toMatchObject({
      ok: false,
      failure: { location: 'runId' },
    });
  });

  test('is as before after a full disk, and goes on when there is room', async () => {
    await open();
    await append('{"a":1}');
    await withQuota(100_000, async () => {
      const large = JSON.stringify('x'.repeat(2_000_000));
      expect(await append('{"b":2}', large)).toMatchObject({ ok: false, failure: { code: 'storage-quota' } });
      expect(await readRunFile(runId)).toBe('{"a":1}\n');
    });
    expect((await append('{"c":3}')).ok).toBe(true);
    expect(await readRunFile(runId)).toBe('{"a":1}\n{"c":3}\n');
  });
});

test('free bytes are known', async () => {
  const free = await storage.ask((api) => api.freeBytes());
  expect(free).toMatchObject({ ok: true, value: expect.any(Number) });
});
