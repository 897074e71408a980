import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { JournalContents, StorageApi } from '#workers/contract/storage.ts';
import { appendLines, parseJournal } from './journal-file.ts';
import { checkOpfsSupport, openDirectory, openSyncFile, orNull } from './opfs.ts';
import { guardStorage } from './storage-failure.ts';
import { readBytes, type SyncFile } from './sync-file.ts';

type Journals = Pick<
  StorageApi,
  'openJournal' | 'appendJournal' | 'closeJournal' | 'readJournal' | 'readJournalHead' | 'listRuns' | 'deleteRun'
>;

const FOLDER = 'runs';
const FILE = 'journal-0000.jsonl';
const READ_ATTEMPTS = 5;
const NEWLINE = 10;

/** The journals of this origin under `runs/<runId>/`. One writer per journal: the open file is exclusive. */
export function createJournals(): Journals {
  const openFiles = new Map<string, SyncFile>();

  const openJournal = (runId: string): Promise<Result<JournalContents>> =>
    guardStorage(toWhat(runId), async () => {
      const checked = checkRun(runId);
      if (!checked.ok) return checked;
      const folder = await (await openDirectory(FOLDER)).getDirectoryHandle(runId, { create: true });
      const file = await openSyncFile(await folder.getFileHandle(FILE, { create: true }));
      const contents = readOpenFile(file);
      if (!contents.ok) {
        file.close();
        return contents;
      }
      if (contents.value.cutBytes > 0) {
        file.truncate(file.getSize() - contents.value.cutBytes);
        file.flush();
      }
      openFiles.set(runId, file);
      return contents;
    });

  const appendJournal = (runId: string, lines: readonly string[]): Promise<Result<null>> =>
    guardStorage(toWhat(runId), async () => {
      const file = openFiles.get(runId);
      if (file === undefined) {
        return toFailed('storage-corrupt', 'The journal of this run is closed. Open the run again to continue it.');
      }
      appendLines(file, lines);
      return toOk(null);
    });

  const closeJournal = async (runId: string): Promise<void> => {
    openFiles.get(runId)?.close();
    openFiles.delete(runId);
  };

  const readJournal = (runId: string): Promise<Result<JournalContents>> =>
    guardStorage(toWhat(runId), async () => {
      const checked = checkRun(runId);
      if (!checked.ok) return checked;
      const file = openFiles.get(runId);
      return file === undefined ? parseJournal(await readClosedFile(runId)) : readOpenFile(file);
    });

  const deleteRun = async (runId: string): Promise<void> => {
    await closeJournal(runId);
    const runs = await openDirectory(FOLDER);
    await orNull(runs.removeEntry(runId, { recursive: true }));
  };

  return { openJournal, appendJournal, closeJournal, readJournal, readJournalHead, listRuns, deleteRun };
}

async function listRuns(): Promise<readonly string[]> {
  const runIds: string[] = [];
  for await (const name of (await openDirectory(FOLDER)).keys()) runIds.push(name);
  return runIds.toSorted();
}

/** A configuration is bounded (`parse-config.ts`), so its line is; read piece by piece until it ends. */
const HEAD_PIECE_BYTES = 64 * 1024;
const MAX_HEAD_BYTES = 64 * 1024 * 1024;

function readJournalHead(runId: string): Promise<Result<string>> {
  return guardStorage(toWhat(runId), async () => {
    const checked = checkRun(runId);
    if (!checked.ok) return checked;
    const folder = await (await openDirectory(FOLDER)).getDirectoryHandle(runId);
    const file = await (await folder.getFileHandle(FILE)).getFile();
    for (let bytes = HEAD_PIECE_BYTES; bytes <= MAX_HEAD_BYTES; bytes *= 4) {
      const head = new Uint8Array(await file.slice(0, bytes).arrayBuffer());
      const end = head.indexOf(NEWLINE);
      if (end >= 0) return toOk(new TextDecoder().decode(head.subarray(0, end)));
      if (head.length === file.size) break;
    }
    return toFailed('storage-corrupt', 'The journal of this run has no first line.', { location: runId });
  });
}

function readOpenFile(file: SyncFile): Result<JournalContents> {
  return parseJournal(readBytes(file, 0, file.getSize()));
}

/** Reads a snapshot. When another tab appends meanwhile the snapshot is void (`NotReadableError`): take a new one. */
async function readClosedFile(runId: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await (await openDirectory(FOLDER)).getDirectoryHandle(runId);
  const handle = await folder.getFileHandle(FILE);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const file = await handle.getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      const isStale = error instanceof DOMException && error.name === 'NotReadableError';
      if (!isStale || attempt >= READ_ATTEMPTS) throw error;
    }
  }
}

function toWhat(runId: string): string {
  return `the journal of run ${runId}`;
}

/** Run ids name folders, and those of an opened bundle come from a stranger. */
function checkRun(runId: string): Result<null> {
  if (!/^[A-Za-z0-9_-]{8,64}$/.test(runId)) {
    return toFailed('bundle-invalid', 'The run id is not 8 to 64 letters, digits, "-" or "_".', { location: 'runId' });
  }
  return checkOpfsSupport();
}
