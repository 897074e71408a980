import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { Journal, TranscriptStore } from '#harness/ports.ts';
import type { StorageApi } from '#workers/contract/storage.ts';
import { RUN_LOCK_PREFIX } from './run-lock-name.ts';
import { openLock, type HeldLock } from './web-lock.ts';
import type { WorkerHost } from './worker-host.ts';

/** Journals in the private file system, written by the storage worker; a Web Lock per run keeps other tabs out. */
export function createOpfsTranscriptStore(getStorage: () => WorkerHost<StorageApi>): TranscriptStore {
  const readLines = async (runId: string): Promise<Result<readonly string[]>> => {
    const contents = await getStorage().call((api) => api.readJournal(runId));
    return contents.ok ? toOk(contents.value.lines) : contents;
  };
  return {
    open: (runId) => openJournal(getStorage(), runId),
    readLines,
    read: async (runId) => {
      const lines = await readLines(runId);
      return lines.ok ? parseTranscriptLines(lines.value) : lines;
    },
    readStart: async (runId) => {
      const head = await getStorage().call((api) => api.readJournalHead(runId));
      if (!head.ok) return head;
      const events = parseTranscriptLines([head.value]);
      if (!events.ok) return events;
      const [event] = events.value;
      return event?.type === 'run-start'
        ? toOk(event)
        : toFailed('storage-corrupt', 'The journal of this run has no configuration.', { location: `runs/${runId}` });
    },
    importLines: (runId, lines) => importLines(getStorage(), runId, lines),
    delete: async (runId) => {
      const locked = await lockRun(runId);
      if (!locked.ok) return locked;
      const deleted = await getStorage().ask((api) => api.deleteRun(runId));
      locked.value.release();
      return deleted.ok ? toOk(null) : deleted;
    },
  };
}

async function openJournal(storage: WorkerHost<StorageApi>, runId: string): Promise<Result<Journal>> {
  const locked = await lockRun(runId);
  if (!locked.ok) return locked;
  const contents = await storage.call((api) => api.openJournal(runId));
  if (!contents.ok) {
    locked.value.release();
    return contents;
  }
  const close = async (): Promise<void> => {
    await storage.ask((api) => api.closeJournal(runId));
    locked.value.release();
  };
  const events = parseTranscriptLines(contents.value.lines);
  if (!events.ok) {
    await close();
    return events;
  }
  return toOk(createJournal(storage, runId, events.value, close));
}

function createJournal(
  storage: WorkerHost<StorageApi>,
  runId: string,
  events: readonly TranscriptEvent[],
  close: () => Promise<void>,
): Journal {
  return {
    events,
    append: (added) =>
      storage.call((api) =>
        api.appendJournal(
          runId,
          added.map((event) => JSON.stringify(event)),
        ),
      ),
    [Symbol.asyncDispose]: close,
  };
}

/**
 * Writes the lines of a run that is not there yet. A journal that begins as the lines do was cut off in mid-import and is
 * completed; any other that holds something stays as it is.
 */
async function importLines(
  storage: WorkerHost<StorageApi>,
  runId: string,
  lines: readonly string[],
): Promise<Result<null>> {
  const checked = parseTranscriptLines(lines);
  if (!checked.ok) return { ok: false, failure: { ...checked.failure, code: 'bundle-invalid' } };
  const locked = await lockRun(runId);
  if (!locked.ok) return locked;
  try {
    const present = await storage.call((api) => api.openJournal(runId));
    if (!present.ok) return present;
    const isBeginning = present.value.lines.every((line, index) => line === lines[index]);
    const missing = isBeginning ? lines.slice(present.value.lines.length) : [];
    return await storage.call((api) => api.appendJournal(runId, missing));
  } finally {
    await storage.ask((api) => api.closeJournal(runId));
    locked.value.release();
  }
}

async function lockRun(runId: string): Promise<Result<HeldLock>> {
  const lock = await openLock(`${RUN_LOCK_PREFIX}${runId}`);
  if (lock !== null) return toOk(lock);
  return toFailed(
    'storage-locked',
    'This run is open for writing in another tab. Go on there, or close that tab and try again.',
    { location: `runs/${runId}` },
  );
}
