import { createFailure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelFile, ModelRef } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { proxy } from 'comlink';
import { toAppUrl } from './app-url.ts';
import type { WorkerHost } from './worker-host.ts';

interface OpenOptions {
  /** All files of the model, each time one of them moves. */
  readonly onProgress: (files: readonly DownloadProgress[]) => void;
  readonly signal: AbortSignal;
}

/**
 * Gets the files of a model, verified against their hashes: from storage, else by download (`embedded`, `url`).
 * Files are fetched one after the other. Aborting ends the worker, so the network stops at once; what came stays for later.
 */
export async function openModelFiles(
  storage: WorkerHost<StorageApi>,
  ref: ModelRef,
  options: OpenOptions,
): Promise<Result<VerifiedModel>> {
  const progressByPath = new Map(ref.files.map((file) => [file.path, toProgress(file, 0)]));
  const report = (progress: DownloadProgress): void => {
    progressByPath.set(progress.path, progress);
    options.onProgress([...progressByPath.values()]);
  };
  const stop = (): void => storage.kill();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    const files: { path: string; blob: Blob }[] = [];
    for (const file of ref.files) {
      if (options.signal.aborted) return toCancelled();
      const opened = await openModelFile(storage, ref, file, report);
      if (!opened.ok) return options.signal.aborted ? toCancelled() : opened;
      report(toProgress(file, file.bytes));
      files.push({ path: file.path, blob: opened.value });
    }
    return toOk({ ref, files });
  } finally {
    options.signal.removeEventListener('abort', stop);
  }
}

/** One verified file of a model. */
export async function openModelFile(
  storage: WorkerHost<StorageApi>,
  ref: ModelRef,
  file: ModelFile,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<Blob>> {
  if (ref.source.type !== 'local') {
    const url = toFileUrl(ref.source, file.path);
    return url.ok ? storage.call((api) => api.fetchModelFile(url.value, file, proxy(onProgress))) : url;
  }
  const stored = await storage.ask((api) => api.openModelFile(file));
  if (!stored.ok) return stored;
  if (stored.value !== null) return toOk(stored.value);
  return toFailed(
    'model-missing-file',
    `${file.path} of the local model "${ref.source.folderName}" is not in this browser any more. Pick the model's folder again.`,
    { location: file.path },
  );
}

/** Where a file of a model lies. `models/<path>/` under the app, or under the base URL that the configuration names. */
function toFileUrl(source: Exclude<ModelRef['source'], { type: 'local' }>, path: string): Result<string> {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (source.type === 'embedded') {
    const folder = source.path.split('/').map(encodeURIComponent).join('/');
    return toOk(toAppUrl(`models/${folder}/${escaped}`).href);
  }
  const base = new URL(source.baseUrl);
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    return toFailed(
      'model-download-failed',
      `Models come over https, not "${base.protocol}": change the model's address.`,
      {
        location: source.baseUrl,
      },
    );
  }
  base.pathname = `${base.pathname.replace(/\/$/, '')}/${escaped}`;
  return toOk(base.href);
}

function toProgress(file: ModelFile, receivedBytes: number): DownloadProgress {
  return { path: file.path, receivedBytes, totalBytes: file.bytes };
}

function toCancelled(): Result<never> {
  return { ok: false, failure: createFailure('cancelled', 'Loading the model was cancelled.') };
}
