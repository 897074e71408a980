import { proxy } from 'comlink';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { Result } from '#core/errors/result.ts';
import { startStorageWorker } from '#platform/storage-client.ts';
import type { WorkerHost } from '#platform/worker-host.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import type { DownloadProgress, StorageApi } from '#workers/contract/storage.ts';
import { listModelFiles, removeModelFiles, writeModelFile } from './opfs-files.ts';
import { withQuota } from './with-quota.ts';

const PATH = 'onnx/model_q4.onnx';
const url = new URL(`/models/reference/${PATH}`, location.href).href;
let storage: WorkerHost<StorageApi>;
let content: Uint8Array<ArrayBuffer>;
let file: ModelFile;

beforeAll(async () => {
  storage = startStorageWorker('model-files', createWorkerRegistry());
  content = new Uint8Array(await (await fetch(url)).arrayBuffer());
  file = { path: PATH, bytes: content.length, sha256: sha256Hex(content) };
});
beforeEach(removeModelFiles);
afterAll(async () => {
  storage.kill();
  await removeModelFiles();
});

function fetchFile(
  from: string,
  wanted: ModelFile,
  onProgress: (progress: DownloadProgress) => void = () => undefined,
): Promise<Result<Blob>> {
  return storage.call((api) => api.fetchModelFile(from, wanted, proxy(onProgress)));
}

async function bytesOf(result: Result<Blob>): Promise<Uint8Array> {
  if (!result.ok) throw new Error(result.failure.message);
  return new Uint8Array(await result.value.arrayBuffer());
}

/** An address that answers with a web page. A real one would make Vite transform the whole app. */
function toPageUrl(): string {
  return URL.createObjectURL(new Blob(['<!doctype html><title>Not here</title>'], { type: 'text/html' }));
}

describe('fetching a model file', () => {
  test('keeps it under its hash and tells how far it is', async () => {
    const reports: DownloadProgress[] = [];
    const fetched = await fetchFile(url, file, (progress) => reports.push(progress));
    expect(await bytesOf(fetched)).toEqual(content);
    expect(await listModelFiles()).toEqual([file.sha256]);
    expect(reports.at(-1)).toEqual({ path: PATH, receivedBytes: file.bytes, totalBytes: file.bytes });
  });

  test('does not fetch what is there', async () => {
    await bytesOf(await fetchFile(url, file));
    expect(await bytesOf(await fetchFile('http://localhost:1/nobody', file))).toEqual(content);
  });

  test('fetches once for two that ask at the same time', async () => {
    const [first, second] = await Promise.all([fetchFile(url, file), fetchFile(url, file)]);
    expect(await bytesOf(first)).toEqual(content);
    expect(await bytesOf(second)).toEqual(content);
    expect(await listModelFiles()).toEqual([file.sha256]);
  });

  test('goes on from a part that an earlier session left', async () => {
    await writeModelFile(`${file.sha256}.part`, new Blob([content.slice(0, 500_000)]));
    expect(await bytesOf(await fetchFile(url, file))).toEqual(content);
    expect(await listModelFiles()).toEqual([file.sha256]);
  });

  test('starts over from a part that is wrong', async () => {
    await writeModelFile(`${file.sha256}.part`, new Blob([new Uint8Array(500_000)]));
    expect(await bytesOf(await fetchFile(url, file))).toEqual(content);
  });

  test.each<[string, string, () => [string, ModelFile]]>([
    ['another hash', 'model-hash-mismatch', () => [url, { ...file, sha256: '0'.repeat(64) }]],
    [
      'more bytes than the server has',
      'model-truncated',
      () => [url, { ...file, bytes: file.bytes + 1, sha256: '0'.repeat(64) }],
    ],
    [
      'fewer bytes than the server has',
      'model-hash-mismatch',
      () => [url, { ...file, bytes: file.bytes - 1, sha256: '0'.repeat(64) }],
    ],
    ['a page instead of the file', 'model-not-a-model', () => [toPageUrl(), { ...file, sha256: '0'.repeat(64) }]],
    ['no server', 'model-download-failed', () => ['http://localhost:1/nobody', { ...file, sha256: '0'.repeat(64) }]],
  ])('%s is a failure that leaves nothing behind', async (_title, code, request) => {
    expect(await fetchFile(...request())).toMatchObject({ ok: false, failure: { code } });
    expect(await listModelFiles()).toEqual([]);
  });

  test('a full disk is a failure that leaves nothing behind', async () => {
    await withQuota(100_000, async () => {
      expect(await fetchFile(url, file)).toMatchObject({ ok: false, failure: { code: 'storage-quota' } });
      expect(await listModelFiles()).toEqual([]);
    });
    expect(await bytesOf(await fetchFile(url, file))).toEqual(content);
  });
});

describe('importing a picked file', () => {
  test('hashes and keeps it; the blob outlives the worker', async () => {
    using host = startStorageWorker('model-files', createWorkerRegistry());
    const imported = await host.call((api) =>
      api.importModelFile(
        'model.onnx',
        new Blob([content]),
        proxy(() => undefined),
      ),
    );
    expect(imported).toEqual({ ok: true, value: { path: 'model.onnx', bytes: file.bytes, sha256: file.sha256 } });
    const opened = await host.ask((api) => api.openModelFile(file));
    host.kill();
    expect(opened.ok && opened.value !== null && new Uint8Array(await opened.value.arrayBuffer())).toEqual(content);
    expect(await listModelFiles()).toEqual([file.sha256]);
  });

  test('twice keeps it once', async () => {
    for (const path of ['a', 'b']) {
      const imported = await storage.call((api) =>
        api.importModelFile(
          path,
          new Blob([content]),
          proxy(() => undefined),
        ),
      );
      expect(imported.ok).toBe(true);
    }
    expect(await listModelFiles()).toEqual([file.sha256]);
  });
});

test('a file that is not there, or has another size, is null', async () => {
  await writeModelFile(file.sha256, new Blob(['short']));
  expect(await storage.ask((api) => api.openModelFile(file))).toEqual({ ok: true, value: null });
  expect(await storage.ask((api) => api.openModelFile({ ...file, sha256: '1'.repeat(64) }))).toEqual({
    ok: true,
    value: null,
  });
  expect(await bytesOf(await fetchFile(url, file))).toEqual(content);
});
