import type { ImportStage } from '#core/model/import-stage.ts';
import type { Result } from '#core/errors/result.ts';

/** A file in an archive of bundles. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

export interface ImportedBundle {
  readonly runId: string;
  readonly journalLines: readonly string[];
  readonly completedTrials: number;
}

/** Bundle work off the page's thread. */
export interface BundleApi {
  /**
   * Zip of a finished or stopped run. Tokenizer and template files come from the journal's `tokenizer-files` events
   * (`FoldedRun.tokenizerFilesByModel`).
   */
  exportBundle(request: {
    readonly journalLines: readonly string[];
    /** False leaves `environment.json` coarse fields out of the bundle as null. */
    readonly includeEnvironment: boolean;
  }): Promise<Result<{ readonly fileName: string; readonly blob: Blob }>>;
  /** Checks hashes and schemas, and turns the bundle back into journal lines, so that every screen reads it as a run; `tokenizer-files` events included. */
  importBundle(blob: Blob, onStage?: (stage: ImportStage) => void): Promise<Result<ImportedBundle>>;
  /** A zip of files, stored as they are, in their order. Names must be safe paths. */
  packArchive(files: readonly NamedBlob[]): Promise<Result<Blob>>;
  /** Files of a zip of bundles; a stored one is a slice of the zip, so that nothing is copied. */
  unpackArchive(blob: Blob): Promise<Result<readonly NamedBlob[]>>;
}
