import type { WantedFile } from '#core/sources/install-plan.ts';
import type { SyncFile } from './sync-file.ts';

/** What is known of the bytes that a part holds. */
export interface PartNote {
  /** The server's strong entity tag of the whole file; null where it sent none that the page may read. */
  readonly etag: string | null;
}

/** What a download needs of the world. */
export interface ModelFileDownload {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly url: string;
  readonly file: WantedFile;
  /** The `.part` file; what it holds already is hashed and kept. */
  readonly target: SyncFile;
  /** Beside the part, so that a later session knows what the part is of. */
  readonly note: { read(): Promise<PartNote | null>; write(note: PartNote): Promise<void> };
  readonly onBytes: (receivedBytes: number) => void;
  /** Told before a wait of so many ms. */
  readonly onWait: (waitMs: number) => void;
  /** Waits; a test's may not. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Unix time, ms. */
  readonly nowMs: () => number;
}

/** The address without its query, which may carry a token. */
export function toPlace({ url }: ModelFileDownload): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
