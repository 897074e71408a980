import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { LoadProgress, ModelRuntime } from '#harness/ports.ts';
import { createInferenceClient } from '#platform/inference-client.ts';
import type { PickedFile } from '#platform/select-model-files.ts';
import { createWorkerRegistry, type WorkerRegistry } from '#platform/worker-registry.ts';
import type { DownloadProgress } from '#workers/contract/storage.ts';
import { listModelFiles, removeModelFiles } from '../storage/opfs-files.ts';

const PATHS = ['onnx/model_q4.onnx', 'tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja'];
let registry: WorkerRegistry;
let runtime: ModelRuntime;

beforeEach(async () => {
  await removeModelFiles();
  registry = createWorkerRegistry();
  runtime = createInferenceClient(registry);
});
afterEach(removeModelFiles);

async function pickReferenceFolder(): Promise<readonly PickedFile[]> {
  return Promise.all(
    PATHS.map(async (path) => ({
      path: `reference/${path}`,
      blob: await (await fetch(`/models/reference/${path}`)).blob(),
    })),
  );
}

async function importReference(): Promise<ModelRef> {
  const imported = await runtime.importFolder(await pickReferenceFolder(), 'fp32', () => undefined);
  if (!imported.ok) throw new Error(imported.failure.message);
  return imported.value;
}

function open(
  ref: ModelRef,
  signal = new AbortController().signal,
  reports: LoadProgress[] = [],
): ReturnType<ModelRuntime['open']> {
  return runtime.open(ref, { onProgress: (report) => reports.push(report), onDelta: () => undefined, signal });
}

describe('a picked folder', () => {
  test('becomes a pinned model, kept under its hashes', async () => {
    const reports: DownloadProgress[] = [];
    const imported = await runtime.importFolder(await pickReferenceFolder(), 'fp32', (report) => reports.push(report));
    expect(imported).toMatchObject({
      ok: true,
      value: {
        modelId: 'local/reference',
        dtype: 'q4',
        source: { type: 'local', folderName: 'reference' },
        threads: 1,
      },
    });
    expect(imported.ok && imported.value.files.map((file) => file.path)).toEqual(PATHS.toSorted());
    expect(await listModelFiles()).toHaveLength(PATHS.length);
    expect(new Set(reports.map((report) => report.path))).toEqual(new Set(PATHS));
  });

  test('gives its tokenizer files as text', async () => {
    const texts = await runtime.readTokenizerFiles(await importReference());
    expect(texts.ok && Object.keys(texts.value).toSorted()).toEqual([
      'chat_template.jinja',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(texts.ok && JSON.parse(texts.value['tokenizer.json'] ?? '')).toHaveProperty('model');
  });

  test('that was deleted asks to be picked again', async () => {
    const ref = await importReference();
    await removeModelFiles();
    expect(await open(ref)).toMatchObject({
      ok: false,
      failure: { code: 'model-missing-file', message: expect.stringContaining("Pick the model's folder again") },
    });
  });
});

describe('opening', () => {
  test('fails with the failure of its files, and no worker stays', async () => {
    const ref = await importReference();
    await removeModelFiles();
    const wrong = {
      ...ref,
      source: { type: 'embedded', path: 'reference' } as const,
      files: ref.files.map((file) => ({ ...file, sha256: '0'.repeat(64) })),
    };
    expect(await open(wrong)).toMatchObject({ ok: false, failure: { code: 'model-hash-mismatch' } });
    expect(registry.kill('model-files') + registry.kill('inference')).toBe(0);
  });

  test('refuses an address that is not on the web', async () => {
    const ref = await importReference();
    expect(await open({ ...ref, source: { type: 'url', baseUrl: 'file:///etc' } })).toMatchObject({
      ok: false,
      failure: { code: 'model-download-failed' },
    });
  });

  test('that is cancelled says so', async () => {
    const ref = await importReference();
    expect(await open(ref, AbortSignal.abort())).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    const controller = new AbortController();
    const opening = open(ref, controller.signal);
    setTimeout(() => controller.abort());
    expect(await opening).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(registry.kill('model-files') + registry.kill('inference')).toBe(0);
  });

  test('from the app reports every file while it comes', async () => {
    const local = await importReference();
    await removeModelFiles();
    const reports: LoadProgress[] = [];
    const controller = new AbortController();
    const ref: ModelRef = { ...local, source: { type: 'embedded', path: 'reference' } };
    const opened = await runtime.open(ref, {
      signal: controller.signal,
      onDelta: () => undefined,
      onProgress: (report) => {
        reports.push(report);
        if (report.stage === 'start') controller.abort();
      },
    });
    expect(opened).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(reports.at(-1)).toMatchObject({ stage: 'start' });
    expect(reports.at(-1)?.files.every((file) => file.receivedBytes === file.totalBytes)).toBe(true);
    expect(await listModelFiles()).toHaveLength(PATHS.length);
  });
});
