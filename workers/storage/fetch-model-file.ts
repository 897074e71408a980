import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { checkContent } from './check-content.ts';
import { toPlace, type ModelFileDownload } from './model-file-download.ts';
import { openResponse, toDownloadFailure, toStrongTag } from './open-response.ts';
import { hashPart, type Part } from './part.ts';
import { LONGEST_WAIT_MS, toBackOffMs } from './retry-delay.ts';
import { toStorageFailure } from './storage-failure.ts';
import { writeWhole } from './sync-file.ts';

/** Attempts in a row that bring no byte before the download gives up: of a server that answers, and of one never reached. */
const ATTEMPTS = 6;
const ATTEMPTS_UNREACHED = 3;
/** A connection that brings nothing for so long counts as broken, ms. */
const STALL_MS = 60_000;

/** How an attempt ended. */
type Attempt =
  | { readonly type: 'done'; readonly file: ModelFile }
  /** What is here is not the file, or not its beginning. */
  | { readonly type: 'wrong'; readonly failure: Failure }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'retry'; readonly failure: Failure; readonly afterMs: number | null; readonly isReached: boolean };

/**
 * Downloads into `target` while hashing, going on by range from what is there: from an earlier session, or after the connection broke at any
 * byte (again after a wait that doubles, or as long as the server asks). Ok = the target holds exactly what was wanted, and the value pins it.
 * After a broken connection the target keeps what came; after wrong content or a full disk it is empty. A file put together from parts that
 * turns out wrong is fetched once more from its start.
 */
export async function fetchModelFile(download: ModelFileDownload): Promise<Result<ModelFile>> {
  const { target, file } = download;
  try {
    const fetched = await fetchWithRetries(download);
    target.flush();
    return fetched;
  } catch (error) {
    target.truncate(0);
    return { ok: false, failure: toStorageFailure(error, `the model file ${file.path}`) };
  }
}

async function fetchWithRetries(download: ModelFileDownload): Promise<Result<ModelFile>> {
  const { target, file, note } = download;
  const part = hashPart(target, file);
  let etag = part.bytes > 0 ? ((await note.read())?.etag ?? null) : null;
  /** Put together from several answers, of perhaps different files. */
  let isPieced = part.bytes > 0;
  let failures = 0;
  let mostBytes = part.bytes;
  const keepTag = async (tag: string | null): Promise<void> => {
    etag = tag;
    isPieced = false;
    await note.write({ etag });
  };
  for (;;) {
    const attempt = await fetchOnce(download, part, etag, keepTag);
    switch (attempt.type) {
      case 'done':
        return { ok: true, value: attempt.file };
      case 'wrong':
        target.truncate(0);
        if (!isPieced) return { ok: false, failure: attempt.failure };
        isPieced = false;
        part.reset();
        break;
      case 'failed':
        if (attempt.failure.code !== 'model-download-failed') target.truncate(0);
        return { ok: false, failure: attempt.failure };
      case 'retry': {
        isPieced = part.bytes > 0;
        // Only what no attempt had brought yet counts as progress: a server that always breaks at one byte ends too.
        failures = part.bytes > mostBytes ? 1 : failures + 1;
        mostBytes = Math.max(mostBytes, part.bytes);
        const waitMs = attempt.afterMs ?? toBackOffMs(failures);
        if (failures >= (attempt.isReached ? ATTEMPTS : ATTEMPTS_UNREACHED) || waitMs > LONGEST_WAIT_MS) {
          return { ok: false, failure: toGivenUp(attempt.failure, failures, waitMs) };
        }
        download.onWait(waitMs);
        await download.sleep(waitMs);
        break;
      }
      default:
        attempt satisfies never;
    }
  }
}

/** One request, or none when all bytes are here; what comes is added to `part` and to the target. */
async function fetchOnce(
  download: ModelFileDownload,
  part: Part,
  etag: string | null,
  keepTag: (etag: string | null) => Promise<void>,
): Promise<Attempt> {
  const { target, file } = download;
  if (part.bytes === file.bytes && part.bytes > 0) return checkWhole(download, part);
  const opened = await openResponse(download, part.bytes, etag, globalThis.location?.origin ?? '');
  if (opened.type !== 'body') return opened;
  if (!opened.isContinued) {
    target.truncate(0);
    part.reset();
    await keepTag(toStrongTag(opened.response));
  }
  const reader = opened.response.body?.getReader();
  for (;;) {
    const chunk = await readChunk(download, reader);
    if ('broken' in chunk) {
      const failure = toDownloadFailure(download, 'The connection broke', chunk.broken);
      return { type: 'retry', failure, afterMs: null, isReached: true };
    }
    if (chunk.bytes === null) return checkWhole(download, part);
    if (file.bytes !== null && part.bytes + chunk.bytes.length > file.bytes) {
      await reader?.cancel().catch(() => undefined);
      const message = `${file.path} is longer than the ${file.bytes} bytes that are stated of it: the address holds another file.`;
      return { type: 'wrong', failure: createFailure('model-hash-mismatch', message, { location: toPlace(download) }) };
    }
    writeWhole(target, chunk.bytes, part.bytes);
    part.add(chunk.bytes);
    download.onBytes(part.bytes);
  }
}

function checkWhole(download: ModelFileDownload, part: Part): Attempt {
  const checked = checkContent(download, part);
  return checked.ok ? { type: 'done', file: checked.value } : { type: 'wrong', failure: checked.failure };
}

type Chunk = { readonly bytes: Uint8Array<ArrayBuffer> | null } | { readonly broken: string };

async function readChunk(
  download: ModelFileDownload,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined,
): Promise<Chunk> {
  const stalled = new AbortController();
  const stall = download
    .sleep(STALL_MS, stalled.signal)
    .then((): Chunk => ({ broken: `nothing arrived for ${STALL_MS / 1000} s` }));
  try {
    const read = async (): Promise<Chunk> => ({ bytes: (await reader?.read())?.value ?? null });
    const chunk = await Promise.race([read(), stall]);
    if ('broken' in chunk) await reader?.cancel().catch(() => undefined);
    return chunk;
  } catch (error) {
    return { broken: String(error) };
  } finally {
    stalled.abort();
  }
}

function toGivenUp(failure: Failure, failures: number, waitMs: number): Failure {
  if (waitMs > LONGEST_WAIT_MS) {
    const message = `${failure.message} The server asks to wait ${Math.ceil(waitMs / 1000)} s.`;
    return { ...failure, message };
  }
  return { ...failure, detail: `${failure.detail ?? ''} (${failures} attempts)`.trim() };
}
