import { expose } from 'comlink';
import { toFailed, type Result } from '#core/errors/result.ts';
import type { BundleApi } from '#workers/contract/bundle.ts';
import { exportBundle } from './export-bundle.ts';
import { importBundle } from './import-bundle.ts';
import { packArchive } from './pack-archive.ts';
import { unpackArchive } from './unpack-archive.ts';

/** Turns an exception (a bug, or memory running out) into a failure: its class would not survive the worker border. */
async function toResult<T>(work: Promise<Result<T>>, message: string): Promise<Result<T>> {
  try {
    return await work;
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return toFailed('internal', message, { detail });
  }
}

expose({
  exportBundle: (request) =>
    toResult(exportBundle(request), 'The bundle could not be written. Close other tabs to free memory and try again.'),
  importBundle: (blob, onStage) =>
    toResult(
      importBundle(blob, onStage),
      'The bundle could not be read. Close other tabs to free memory and try again.',
    ),
  packArchive: (files) =>
    toResult(packArchive(files), 'The archive could not be written. Close other tabs to free memory and try again.'),
  unpackArchive: (blob) =>
    toResult(unpackArchive(blob), 'The archive could not be read. Close other tabs to free memory and try again.'),
} satisfies BundleApi);
