import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { TranscriptStore } from '#harness/ports.ts';
import { createOpfsTranscriptStore } from '#platform/opfs-transcript-store.ts';
import { startStorageWorker } from '#platform/storage-client.ts';
import { createWorkerRegistry, type WorkerRegistry } from '#platform/worker-registry.ts';
import { createWorkerSlot } from '#platform/worker-slot.ts';
import { readRunFile, writeRunFile } from '../storage/opfs-files.ts';

const first: TranscriptEvent = { type: 'run-resume', at: '2026-11-20T10:00:00.000Z' };
const second: TranscriptEvent = { type: 'run-pause', at: '2026-11-20T10:00:01.000Z', reason: 'naïve' };
const lines = [first, second].map((event) => JSON.stringify(event));

let registry: WorkerRegistry;
let store: TranscriptStore;
let runId: string;

const createStore = (): TranscriptStore =>
  createOpfsTranscriptStore(createWorkerSlot(() => startStorageWorker('storage', registry)));

beforeEach(() => {
  registry = createWorkerRegistry();
  store = createStore();
  runId = crypto.randomUUID();
});
afterEach(async () => {
  await store.delete(runId);
  registry.kill('storage');
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('a journal', () => {
  test('gives back its events after reopening', async () => {
    {
      await using journal = unwrap(await store.open(runId));
      expect(journal.events).toEqual([]);
      unwrap(await journal.append([first]));
      unwrap(await journal.append([second]));
      expect(await store.read(runId)).toEqual({ ok: true, value: [first, second] });
    }
    await using again = unwrap(await store.open(runId));
    expect(again.events).toEqual([first, second]);
    expect(await store.readLines(runId)).toEqual({ ok: true, value: lines });
  });

  test('is refused to a second client until the first has closed it', async () => {
    const journal = unwrap(await store.open(runId));
    const other = createStore();
    expect(await other.open(runId)).toMatchObject({ ok: false, failure: { code: 'storage-locked' } });
    await journal[Symbol.asyncDispose]();
    await using taken = unwrap(await other.open(runId));
    expect(taken.events).toEqual([]);
  });

  test('fails its appends after a crash of the worker, and is opened anew with what was flushed', async () => {
    const journal = unwrap(await store.open(runId));
    unwrap(await journal.append([first]));
    registry.kill('storage');
    expect(await journal.append([second])).toMatchObject({ ok: false, failure: { code: 'worker-crashed' } });
    await journal[Symbol.asyncDispose]();
    await using again = unwrap(await store.open(runId));
    expect(again.events).toEqual([first]);
  });

  test.each([
    ['is no event', '{"type":"run-never"}'],
    ['is no JSON', '{"type":'],
  ])('with a line that %s names the line, and stays free for others', async (_title, wrong) => {
    await writeRunFile(runId, `${lines[0]}\n${wrong}\n${lines[1]}\n`);
    for (const result of [await store.open(runId), await store.read(runId), await store.open(runId)]) {
      expect(result).toMatchObject({
        ok: false,
        failure: { code: 'storage-corrupt', location: expect.stringMatching(/:2$/) },
      });
    }
  });
});

describe('importing lines', () => {
  test('writes a run that is not there', async () => {
    unwrap(await store.importLines(runId, lines));
    expect(await store.read(runId)).toEqual({ ok: true, value: [first, second] });
  });

  test('completes an import that was cut off', async () => {
    await writeRunFile(runId, `${lines[0]}\n${lines[1]?.slice(0, 9)}`);
    unwrap(await store.importLines(runId, lines));
    expect(await store.readLines(runId)).toEqual({ ok: true, value: lines });
  });

  test('replaces nothing that is there', async () => {
    await writeRunFile(runId, `${lines[1]}\n`);
    unwrap(await store.importLines(runId, lines));
    expect(await readRunFile(runId)).toBe(`${lines[1]}\n`);
  });

  test('writes nothing when a line is no event', async () => {
    expect(await store.importLines(runId, [...lines, '{}'])).toMatchObject({
      ok: false,
      failure: { code: 'bundle-invalid' },
    });
    expect((await store.readLines(runId)).ok).toBe(false);
  });
});
