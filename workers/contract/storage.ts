import type { Result } from '#core/errors/result.ts';
import type { ModelFile } from '#core/model/model-ref.ts';

/** Bytes received so far of one file. */
export interface DownloadProgress {
  readonly path: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** A run's journal file as found on disk. */
export interface JournalContents {
  /** Complete lines, without the torn last one. */
  readonly lines: readonly string[];
  /** Bytes of a torn last line that was cut; 0 when the file ended well. */
  readonly cutBytes: number;
}

/** OPFS access; synchronous handles live only in this worker. */
export interface StorageApi {
  /** Opens `runs/<runId>/journal-0000.jsonl` for appending, cutting a torn last line. */
  openJournal(runId: string): Promise<Result<JournalContents>>;
  /** Appends whole lines (each without "\n") and flushes them to disk before resolving. */
  appendJournal(runId: string, lines: readonly string[]): Promise<Result<null>>;
  closeJournal(runId: string): Promise<void>;
  /** Reads without opening for writing. */
  readJournal(runId: string): Promise<Result<JournalContents>>;
  listRuns(): Promise<readonly string[]>;
  deleteRun(runId: string): Promise<void>;
  /** Fetches into `models/<sha256>` while hashing; resumes by range; a verified file already there is not fetched again. */
  fetchModelFile(url: string, file: ModelFile, onProgress: (progress: DownloadProgress) => void): Promise<Result<Blob>>;
  /** Hashes a picked file and keeps it under its hash; returns what a ModelRef states of it. */
  importModelFile(
    path: string,
    blob: Blob,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Result<ModelFile>>;
  /** The verified file with this hash, or null. */
  openModelFile(file: ModelFile): Promise<Blob | null>;
  /** Estimate of free bytes; null where the browser tells nothing. */
  freeBytes(): Promise<number | null>;
}
