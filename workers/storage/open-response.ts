import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toPlace, type ModelFileDownload } from './model-file-download.ts';
import { isTransientStatus, parseRetryAfter } from './retry-delay.ts';

/** Answer of a server that may be the file, or why it is not. */
export type Opened =
  | { readonly type: 'body'; readonly response: Response; readonly isContinued: boolean }
  /** What is here does not belong to what the server has. */
  | { readonly type: 'wrong'; readonly failure: Failure }
  /** May go well later; `afterMs` = the server asks to wait so long; `isReached` = there was an answer. */
  | { readonly type: 'retry'; readonly failure: Failure; readonly afterMs: number | null; readonly isReached: boolean }
  | { readonly type: 'failed'; readonly failure: Failure };

/**
 * Asks for the file from byte `offset` on. `If-Range` goes only to the page's own origin: elsewhere it would need a preflight,
 * which hosts of models refuse; there the entity tag of the answer is compared instead.
 */
export async function openResponse(
  download: ModelFileDownload,
  offset: number,
  etag: string | null,
  pageOrigin: string,
): Promise<Opened> {
  const isOwn = new URL(download.url).origin === pageOrigin;
  const headers: Record<string, string> = {
    ...(offset > 0 ? { Range: `bytes=${offset}-` } : {}),
    ...(offset > 0 && etag !== null && isOwn ? { 'If-Range': etag } : {}),
  };
  let response: Response;
  try {
    // Not cached by HTTP: the file goes to the private file system, and Chromium's cache can fail on large bodies (RUNTIMES §0.17).
    response = await download.fetch(download.url, { headers, cache: 'no-store', credentials: 'omit' });
  } catch (error) {
    const failure = toDownloadFailure(
      download,
      'The server could not be reached, or does not allow other sites to read its files (CORS),',
      String(error),
    );
    return { type: 'retry', failure, afterMs: null, isReached: false };
  }
  const opened = checkResponse(download, response, offset, etag);
  if (opened.type !== 'body') await response.body?.cancel().catch(() => undefined);
  return opened;
}

function checkResponse(download: ModelFileDownload, response: Response, offset: number, etag: string | null): Opened {
  const { file } = download;
  const { status } = response;
  const place = { location: toPlace(download), detail: `HTTP ${status}` };
  if (status === 404 || status === 410) {
    const message = `The server has no ${file.path} at ${place.location}: check the model's address and its list of files.`;
    return { type: 'failed', failure: createFailure('model-missing-file', message, place) };
  }
  if (status === 401 || status === 403) {
    const message = `The server does not give out ${file.path} (status ${status}): the model may be private, or its licence must be accepted first. Plumbline sends no credentials; download the files yourself and add the folder.`;
    return { type: 'failed', failure: createFailure('model-download-failed', message, place) };
  }
  // A range past the end: the server's file is shorter than what is here already.
  if (status === 416) {
    const message = `${file.path} on the server is shorter than the ${offset} bytes that are here. Try again; if it happens again, the server's copy is incomplete.`;
    return { type: 'wrong', failure: createFailure('model-truncated', message, place) };
  }
  if (isTransientStatus(status)) {
    const failure = toDownloadFailure(download, `The server answered with status ${status}`, place.detail);
    const afterMs = parseRetryAfter(response.headers.get('retry-after'), download.nowMs());
    return { type: 'retry', failure, afterMs, isReached: true };
  }
  if (status !== 200 && status !== 206) {
    const failure = toDownloadFailure(download, `The server answered with status ${status}`, place.detail);
    return { type: 'failed', failure };
  }
  const isHtml = response.headers.get('content-type')?.toLowerCase().startsWith('text/html') === true;
  if (isHtml && !/\.html?$/i.test(file.path)) {
    return { type: 'failed', failure: toNotAModelFailure(download, 'a web page') };
  }
  return status === 206 && offset > 0
    ? checkPart(download, response, offset, etag)
    : { type: 'body', response, isContinued: false };
}

function checkPart(download: ModelFileDownload, response: Response, offset: number, etag: string | null): Opened {
  const contentRange = response.headers.get('content-range');
  if (contentRange !== null && !contentRange.startsWith(`bytes ${offset}-`)) {
    const detail = `asked from ${offset}, got ${contentRange}`;
    return {
      type: 'failed',
      failure: toDownloadFailure(download, 'The server sent another part than asked for', detail),
    };
  }
  const newTag = toStrongTag(response);
  // A file that nothing pins yet could otherwise become a mix of two versions.
  const isProven = etag !== null && newTag === etag;
  const isRefuted = etag !== null && newTag !== null && newTag !== etag;
  if (isRefuted || (download.file.sha256 === null && !isProven)) {
    const failure = toDownloadFailure(
      download,
      'The file on the server changed',
      `${etag ?? 'no tag'}, ${newTag ?? 'no tag'}`,
    );
    return { type: 'wrong', failure };
  }
  return { type: 'body', response, isContinued: true };
}

/** The entity tag, when it is strong (RFC 9110 §8.8.3) and the page may read it. */
export function toStrongTag(response: Response): string | null {
  const tag = response.headers.get('etag');
  return tag === null || tag.startsWith('W/') ? null : tag;
}

/** The server gave something that is not the file. */
export function toNotAModelFailure(download: ModelFileDownload, found: string): Failure {
  const message = `For ${download.file.path} the server answered with ${found} instead of the file; check the address ${toPlace(download)}.`;
  return createFailure('model-not-a-model', message, { location: toPlace(download) });
}

/** The transport failed; `what` begins the sentence. */
export function toDownloadFailure(download: ModelFileDownload, what: string, detail: string): Failure {
  const message = `${what} while downloading ${download.file.path}. Check the connection and try again; what has arrived is kept.`;
  return createFailure('model-download-failed', message, { location: toPlace(download), detail });
}
