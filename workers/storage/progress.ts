import { releaseProxy } from 'comlink';
import type { DownloadProgress } from '#workers/contract/storage.ts';

/** Least time between two reports, ms. */
export const PROGRESS_INTERVAL_MS = 100;

/** Tells the page how far a file is. */
export interface ProgressReporter {
  /** Passed on at most every 100 ms. */
  report(receivedBytes: number): void;
  /** Passed on always: the next attempt comes in `waitMs`. */
  reportWait(receivedBytes: number, waitMs: number): void;
  /** Passed on always. */
  reportLast(receivedBytes: number): void;
}

/** A reporter for one file; `nowMs` is monotonic. */
export function createProgressReporter(
  onProgress: (progress: DownloadProgress) => void,
  file: { readonly path: string; readonly totalBytes: number },
  nowMs: () => number,
): ProgressReporter {
  let lastMs = Number.NEGATIVE_INFINITY;
  const reportLast = (receivedBytes: number): void => {
    lastMs = nowMs();
    onProgress({ path: file.path, receivedBytes, totalBytes: file.totalBytes });
  };
  return {
    reportLast,
    reportWait: (receivedBytes, waitMs) => {
      lastMs = nowMs();
      onProgress({ path: file.path, receivedBytes, totalBytes: file.totalBytes, waitMs });
    },
    report: (receivedBytes) => {
      if (nowMs() - lastMs >= PROGRESS_INTERVAL_MS) reportLast(receivedBytes);
    },
  };
}

/** Frees the message port behind a callback that came through comlink (it leaks otherwise, RUNTIMES §7). */
export function releaseCallback(callback: object): void {
  const release: unknown = Reflect.get(callback, releaseProxy);
  if (typeof release === 'function') release.call(callback);
}
