import type { Result } from '#core/errors/result.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { ModelListing, WantedFile } from '#core/sources/install-plan.ts';
import type { HubPlace, UrlPlace } from '#core/sources/parse-model-place.ts';

/** Bytes received so far of one file. */
export interface DownloadProgress {
  readonly path: string;
  readonly receivedBytes: number;
  /** As stated; 0 when nobody knows before the end. */
  readonly totalBytes: number;
  /** Present while the download waits for its next attempt: how long, ms. */
  readonly waitMs?: number;
}

/** A file under `models/` of the private file system. */
export interface StoredModelFile {
  /** Null = an unfinished file that nothing pins yet. */
  readonly sha256: string | null;
  readonly bytes: number;
  /** A download or import that has not come to its end. */
  readonly isPart: boolean;
  /** As the store calls it, for removal. */
  readonly name: string;
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
  /** First line of a journal: its configuration. Reads no more than it needs. */
  readJournalHead(runId: string): Promise<Result<string>>;
  listRuns(): Promise<readonly string[]>;
  deleteRun(runId: string): Promise<void>;
  /** Fetches into `models/<sha256>` while hashing; resumes by range; a verified file already there is not fetched again. */
  fetchModelFile(url: string, file: ModelFile, onProgress: (progress: DownloadProgress) => void): Promise<Result<Blob>>;
  /** As `fetchModelFile`, of a file whose SHA-256 nobody states: the value pins it. A part is only continued when its entity tag is proven. */
  fetchUnpinnedFile(
    url: string,
    file: WantedFile,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Result<ModelFile>>;
  /**
   * Files of a repository at a commit, with its licence; the revision is resolved. Fails with `model-missing-file` when there is
   * none, or it is not public.
   */
  listHubFiles(place: HubPlace): Promise<Result<ModelListing>>;
  /** Which of the well-known files of a model lie under an address. Fails with `model-missing-file` when none does. */
  listUrlFiles(place: UrlPlace): Promise<Result<ModelListing>>;
  /** Is there room for what of these files is not here yet? Fails with `storage-quota`, saying both numbers. */
  checkModelRoom(files: readonly WantedFile[]): Promise<Result<null>>;
  /** Hashes a picked file and keeps it under its hash; returns what a ModelRef states of it. */
  importModelFile(
    path: string,
    blob: Blob,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Result<ModelFile>>;
  /** Hashes a file that stays where it is. */
  hashFile(path: string, blob: Blob, onProgress: (progress: DownloadProgress) => void): Promise<Result<ModelFile>>;
  /** All files of models, unfinished ones too; sorted by name. */
  listModelFiles(): Promise<readonly StoredModelFile[]>;
  /** Removes one by its name; fails with `storage-locked` while any tab downloads it. */
  removeModelFile(name: string): Promise<Result<null>>;
  /** The verified file with this hash, or null. */
  openModelFile(file: ModelFile): Promise<Blob | null>;
  /** Estimate of free bytes; null where the browser tells nothing. */
  freeBytes(): Promise<number | null>;
}
