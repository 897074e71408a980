import type { FailureCode } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { createSha256, type Sha256Stream } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { sniffContent } from './sniff-content.ts';
import { toStorageFailure } from './storage-failure.ts';
import { readBytes, writeWhole, type SyncFile } from './sync-file.ts';

/** What a download needs of the world. */
export interface ModelFileDownload {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly url: string;
  readonly file: ModelFile;
  /** The `.part` file; what it holds already is hashed and kept. */
  readonly target: SyncFile;
  readonly onBytes: (receivedBytes: number) => void;
}

/** Bytes on disk so far with their hash. */
interface Part {
  readonly bytes: number;
  readonly hash: Sha256Stream;
}

const HASH_CHUNK_BYTES = 4 * 1024 * 1024;
/** Failures that say the bytes are wrong, so that keeping them for a resume would be useless. */
const CONTENT_FAILURES: ReadonlySet<FailureCode> = new Set([
  'model-truncated',
  'model-hash-mismatch',
  'model-not-a-model',
  'storage-quota',
]);

/**
 * Downloads into `target` while hashing, resuming by range what is there. Ok = the target holds exactly the stated bytes.
 * After a broken connection the target keeps what came; after wrong content or a full disk it is empty. A resumed file that
 * turns out wrong is fetched once more from its start.
 */
export async function fetchModelFile(download: ModelFileDownload): Promise<Result<null>> {
  const isResume = download.target.getSize() > 0;
  const first = await fetchOnce(download);
  if (first.ok || !isResume || first.failure.code === 'storage-quota' || !CONTENT_FAILURES.has(first.failure.code)) {
    return first;
  }
  return fetchOnce(download);
}

async function fetchOnce(download: ModelFileDownload): Promise<Result<null>> {
  const { target, file } = download;
  try {
    const part = hashPart(target, file.bytes);
    const fetched = part.bytes === file.bytes && part.bytes > 0 ? toOk(part) : await fetchRest(download, part);
    const checked = fetched.ok ? checkContent(download, fetched.value) : fetched;
    if (!checked.ok && CONTENT_FAILURES.has(checked.failure.code)) target.truncate(0);
    target.flush();
    return checked;
  } catch (error) {
    target.truncate(0);
    return { ok: false, failure: toStorageFailure(error, `the model file ${file.path}`) };
  }
}

async function fetchRest(download: ModelFileDownload, part: Part): Promise<Result<Part>> {
  const { file } = download;
  const opened = await openResponse(download, part.bytes);
  if (!opened.ok) return opened;
  const response = opened.value;
  const isContinued = response.status === 206 && part.bytes > 0;
  if (!isContinued) download.target.truncate(0);
  let bytes = isContinued ? part.bytes : 0;
  const hash = isContinued ? part.hash : createSha256();
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await readChunk(reader);
    if (!chunk.ok) return toDownloadFailed(download, 'The connection broke', chunk.failure.detail ?? '');
    if (chunk.value === null) return toOk({ bytes, hash });
    if (bytes + chunk.value.length > file.bytes) {
      await reader?.cancel().catch(() => undefined);
      return toFailed(
        'model-hash-mismatch',
        `${file.path} is longer than the ${file.bytes} bytes that the configuration states: the address holds another file.`,
        { location: toPlace(download) },
      );
    }
    writeWhole(download.target, chunk.value, bytes);
    hash.update(chunk.value);
    bytes += chunk.value.length;
    download.onBytes(bytes);
  }
}

/** Asks the server; ok only with a body that may be the file's (from `offset` when the status is 206). */
async function openResponse(download: ModelFileDownload, offset: number): Promise<Result<Response>> {
  const headers: Record<string, string> = offset > 0 ? { Range: `bytes=${offset}-` } : {};
  let response: Response;
  try {
    // Not cached by HTTP: the file goes to the private file system, and Chromium's cache can fail on large bodies (RUNTIMES §0.17).
    response = await download.fetch(download.url, { headers, cache: 'no-store' });
  } catch (error) {
    return toDownloadFailed(download, 'The server could not be reached', String(error));
  }
  const checked = checkResponse(download, response, offset);
  if (!checked.ok) await response.body?.cancel().catch(() => undefined);
  return checked;
}

function checkResponse(download: ModelFileDownload, response: Response, offset: number): Result<Response> {
  const { file } = download;
  const location = toPlace(download);
  if (response.status === 404 || response.status === 410) {
    return toFailed(
      'model-missing-file',
      `The server has no ${file.path} at ${location}: check the model's address and its list of files.`,
      {
        location,
        detail: `HTTP ${response.status}`,
      },
    );
  }
  // A range past the end: the server's file is shorter than what is here already.
  if (response.status === 416) return toTruncated(download, offset);
  if (response.status !== 200 && response.status !== 206) {
    return toDownloadFailed(download, `The server answered with status ${response.status}`, `HTTP ${response.status}`);
  }
  const contentRange = response.headers.get('content-range');
  if (response.status === 206 && contentRange !== null && !contentRange.startsWith(`bytes ${offset}-`)) {
    return toDownloadFailed(
      download,
      'The server sent another part than asked for',
      `asked from ${offset}, got ${contentRange}`,
    );
  }
  const isHtml = response.headers.get('content-type')?.toLowerCase().startsWith('text/html') === true;
  if (isHtml && !/\.html?$/i.test(file.path)) return toNotAModel(download, 'a web page');
  return toOk(response);
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined,
): Promise<Result<Uint8Array<ArrayBuffer> | null>> {
  try {
    return toOk((await reader?.read())?.value ?? null);
  } catch (error) {
    return toFailed('model-download-failed', 'read failed', { detail: String(error) });
  }
}

/** Length and hash against what the configuration states. */
function checkContent(download: ModelFileDownload, part: Part): Result<null> {
  const { file, target } = download;
  const actual = part.hash.hex();
  if (actual === file.sha256 && part.bytes === file.bytes) return toOk(null);
  const sniffed = sniffContent(readBytes(target, 0, Math.min(512, part.bytes)), file.path);
  if (sniffed !== null) return toNotAModel(download, sniffed);
  if (part.bytes < file.bytes) return toTruncated(download, part.bytes);
  return toFailed(
    'model-hash-mismatch',
    `${file.path} is not the file that the configuration names (expected SHA-256 ${file.sha256.slice(0, 12)}…, got ${actual.slice(0, 12)}…). It was discarded; check the model's address and revision.`,
    { location: toPlace(download), detail: `expected ${file.sha256}, got ${actual}` },
  );
}

function hashPart(target: SyncFile, maxBytes: number): Part {
  if (target.getSize() > maxBytes) target.truncate(0);
  const bytes = target.getSize();
  const hash = createSha256();
  for (let at = 0; at < bytes; at += HASH_CHUNK_BYTES) {
    hash.update(readBytes(target, at, Math.min(bytes, at + HASH_CHUNK_BYTES)));
  }
  return { bytes, hash };
}

function toNotAModel(download: ModelFileDownload, found: string): Result<never> {
  return toFailed(
    'model-not-a-model',
    `For ${download.file.path} the server answered with ${found} instead of the file; check the address ${toPlace(download)}.`,
    { location: toPlace(download) },
  );
}

function toTruncated(download: ModelFileDownload, bytes: number): Result<never> {
  const { file } = download;
  return toFailed(
    'model-truncated',
    `${file.path} ended after ${bytes} of ${file.bytes} bytes. Try again; if it ends early again, the server's copy is incomplete.`,
    { location: toPlace(download), detail: `${bytes} of ${file.bytes} bytes` },
  );
}

function toDownloadFailed(download: ModelFileDownload, what: string, detail: string): Result<never> {
  return toFailed(
    'model-download-failed',
    `${what} while downloading ${download.file.path}. Check the connection and try again; what has arrived is kept.`,
    { location: toPlace(download), detail },
  );
}

/** The address without its query, which may carry a token. */
function toPlace(download: ModelFileDownload): string {
  const { origin, pathname } = new URL(download.url);
  return `${origin}${pathname}`;
}
