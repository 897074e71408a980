import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { InstallPlan, ModelListing } from '#core/sources/install-plan.ts';
import type { HubPlace, UrlPlace } from '#core/sources/parse-model-place.ts';
import type { DownloadProgress, StoredModelFile } from '#workers/contract/storage.ts';
import type { RunSummary } from './ports.ts';

/** Files that a person picked or dropped on this machine. */
export interface LocalPick {
  readonly folderName: string;
  /** Paths relative to the folder. */
  readonly files: readonly { readonly path: string; readonly blob: Blob }[];
  /** The browser's handle of the folder, with which its files are read where they lie; null = they are copied. */
  readonly handle: object | null;
}

/**
 * How much of a model is at hand. `linked`: its files lie in a folder of this machine and are hashed at every load;
 * `locked`: the same, but the browser asks anew whether the folder may be read.
 */
export type ModelState = 'here' | 'partly' | 'absent' | 'linked' | 'locked';

/** Result of hashing the files again. */
export interface ModelCheck {
  readonly at: string;
  /** Paths whose bytes are not those of the pinned hash, or that cannot be read; empty = all are right. */
  readonly wrongPaths: readonly string[];
}

/** How a model was loaded last on one runtime, device and number of threads. */
export interface ModelLoad {
  readonly at: string;
  readonly report: LoadReport;
}

/** A model that this browser knows. */
export interface InstalledModel {
  /** Hash of its files. */
  readonly modelHash: string;
  readonly ref: ModelRef;
  readonly state: ModelState;
  /** Bytes of it that are stored here. */
  readonly storedBytes: number;
  readonly addedAt: string;
  readonly lastUsedAt: string | null;
  readonly check: ModelCheck | null;
  readonly loads: readonly ModelLoad[];
}

export interface ModelInventory {
  /** By name. */
  readonly models: readonly InstalledModel[];
  /** Stored files that belong to none of them, nor to a download that can be continued. */
  readonly looseFiles: readonly StoredModelFile[];
}

/** A model on its way into this browser. */
export interface InstallState {
  /** Key of its plan. */
  readonly id: string;
  readonly plan: InstallPlan;
  /** `stopped`: by a person, or because the page was left; what came is kept. */
  readonly status: 'running' | 'stopped' | 'failed';
  readonly failure: Failure | null;
  readonly files: readonly DownloadProgress[];
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number | null;
  readonly remainingMs: number | null;
}

/** What the browser keeps for this site. */
export interface StorageSpace {
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** False = the browser may clear it when the disk runs low. */
  readonly isPersistent: boolean;
}

/** The models of this browser: finding, fetching, checking and removing them. */
export interface ModelLibrary {
  list(): Promise<Result<ModelInventory>>;
  /** What a hub's repository or an address holds. Asks that site, so a person must have agreed. */
  look(place: HubPlace | UrlPlace): Promise<Result<ModelListing>>;
  /** What a picked folder holds, before anything is read. */
  lookAtPick(pick: LocalPick): ModelListing;
  /** Gets the files and pins them. Goes on when the screen is left; `pick` holds the files of a local plan. */
  install(plan: InstallPlan, pick: LocalPick | null): Promise<Result<ModelRef>>;
  /** Ends a running install; what came is kept. */
  stopInstall(id: string): void;
  /** Forgets an install and removes what came of it. */
  discardInstall(id: string): Promise<Result<null>>;
  readonly installs: {
    getState(): readonly InstallState[];
    subscribe(listener: () => void): () => void;
  };
  /** Hashes the files again. A stored file that is wrong is removed, so that no runtime gets it. */
  verify(modelHash: string, onProgress: (progress: DownloadProgress) => void): Promise<Result<ModelCheck>>;
  /** Forgets a model and removes those of its files that no other one has. */
  remove(modelHash: string): Promise<Result<null>>;
  /** Removes a stored file that belongs to no model. */
  removeFile(name: string): Promise<Result<null>>;
  /** Asks whether a linked folder may be read again; true = yes. Must follow a person's action. */
  allowFolder(modelHash: string): Promise<Result<boolean>>;
  /** Runs that each model answered in, by hash. */
  readUsage(): Promise<ReadonlyMap<string, readonly RunSummary[]>>;
  readSpace(): Promise<StorageSpace>;
  /** Asks the browser never to clear this site's data by itself; true = it agreed. */
  keepForGood(): Promise<boolean>;
  /** Notes that a model was loaded, with what its runtime reported. */
  noteLoad(ref: ModelRef, report: LoadReport): Promise<void>;
}
