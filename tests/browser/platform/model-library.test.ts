import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toPlanKey, type InstallPlan } from '#core/sources/install-plan.ts';
import type { InstalledModel, ModelLibrary } from '#harness/model-library.ts';
import { clock } from '#platform/clock.ts';
import { createModelLibrary } from '#platform/model-library.ts';
import { createWorkerRegistry } from '#platform/worker-registry.ts';
import { listModelFiles, removeModelFiles, writeModelFile } from '../storage/opfs-files.ts';

const GRAPH = 'onnx/model.onnx';
const PATHS = ['config.json', 'tokenizer.json', GRAPH];
const nobody = {
  list: async () => [],
  listDiscarded: async () => [],
  put: async () => undefined,
  mark: async () => undefined,
  remove: async () => undefined,
};

/** The reference model at an address that states neither lengths nor hashes, as a plain web server. */
function toPlan(modelId: string): InstallPlan {
  return {
    modelId,
    format: 'onnx',
    precision: 'fp32',
    dtype: 'fp32',
    source: { type: 'url', baseUrl: new URL('/models/reference', location.href).href },
    revision: null,
    licence: null,
    files: PATHS.map((path) => ({ path, bytes: null, sha256: null })),
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** As a new page has it: what it knows is what lies in storage. */
function openLibrary(): Promise<ModelLibrary> {
  return createModelLibrary(createWorkerRegistry(), nobody, clock);
}

async function listModels(library: ModelLibrary): Promise<readonly InstalledModel[]> {
  return unwrap(await library.list()).models;
}

async function removeAll(): Promise<void> {
  const library = await openLibrary();
  for (const { id } of library.installs.getState()) await library.discardInstall(id);
  for (const { modelHash } of await listModels(library)) await library.remove(modelHash);
  await removeModelFiles();
}

beforeEach(removeAll);
afterAll(removeAll);

describe('the models of this browser', () => {
  test('an install that is stopped is gone on with in a later visit, and pinned by what came', async () => {
    const plan = toPlan('stopped');
    const id = toPlanKey(plan);
    const first = await openLibrary();
    const leave = first.installs.subscribe(() => {
      const state = first.installs.getState().find((install) => install.id === id);
      if (state?.status === 'running' && state.receivedBytes > 0) first.stopInstall(id);
    });
    expect((await first.install(plan, null)).ok).toBe(false);
    leave();
    expect(first.installs.getState()).toMatchObject([{ id, status: 'stopped', failure: null }]);
    expect(await listModels(first)).toEqual([]);

    const later = await openLibrary();
    expect(later.installs.getState()).toMatchObject([{ id, plan, status: 'stopped' }]);
    const ref = unwrap(await later.install(plan, null));
    expect(later.installs.getState()).toEqual([]);
    const graph = new Uint8Array(await (await fetch(`/models/reference/${GRAPH}`)).arrayBuffer());
    expect(ref.files.find(({ path }) => path === GRAPH)).toEqual({
      path: GRAPH,
      bytes: graph.length,
      sha256: sha256Hex(graph),
    });
    expect(await listModels(await openLibrary())).toMatchObject([{ ref, state: 'here', check: null }]);
  });

  test('an install that is given up leaves nothing', async () => {
    const plan = { ...toPlan('given up'), files: [{ path: 'config.json', bytes: 5, sha256: '0'.repeat(64) }] };
    const library = await openLibrary();
    expect(await library.install(plan, null)).toMatchObject({ ok: false, failure: { code: 'model-hash-mismatch' } });
    expect(library.installs.getState()).toMatchObject([{ status: 'failed' }]);
    unwrap(await library.discardInstall(toPlanKey(plan)));
    expect(library.installs.getState()).toEqual([]);
    expect((await openLibrary()).installs.getState()).toEqual([]);
    expect(await listModelFiles()).toEqual([]);
  });

  test('a stored file that was changed is found by verifying again, and no runtime gets it', async () => {
    const library = await openLibrary();
    const ref = unwrap(await library.install(toPlan('tampered'), null));
    const [model] = await listModels(library);
    const modelHash = model?.modelHash ?? '';
    expect(unwrap(await library.verify(modelHash, () => undefined)).wrongPaths).toEqual([]);
    const settings = ref.files.find(({ path }) => path === 'config.json');
    await writeModelFile(settings?.sha256 ?? '', new Blob([new Uint8Array(settings?.bytes ?? 0)]));
    expect(unwrap(await library.verify(modelHash, () => undefined)).wrongPaths).toEqual(['config.json']);
    expect(await listModels(library)).toMatchObject([{ state: 'partly', check: { wrongPaths: ['config.json'] } }]);
    expect(await listModelFiles()).not.toContain(settings?.sha256);
    // What is missing is fetched again, the rest is there.
    unwrap(await library.install(toPlan('tampered'), null));
    expect(await listModels(library)).toMatchObject([{ state: 'here' }]);
  });

  test('a model is removed without the files that another one has', async () => {
    const library = await openLibrary();
    const settings = { ...toPlan('settings'), files: [{ path: 'config.json', bytes: null, sha256: null }] };
    const small = unwrap(await library.install(settings, null));
    const whole = unwrap(await library.install(toPlan('whole'), null));
    const models = await listModels(library);
    const hashOf = (modelId: string): string => models.find(({ ref }) => ref.modelId === modelId)?.modelHash ?? '';
    unwrap(await library.remove(hashOf('whole')));
    expect(await listModelFiles()).toEqual(small.files.map(({ sha256 }) => sha256));
    unwrap(await library.remove(hashOf('settings')));
    expect(await listModelFiles()).toEqual([]);
    expect(await listModels(library)).toEqual([]);
    expect(whole.files).toHaveLength(PATHS.length);
  });

  test('a stored file that belongs to no model is listed, and can be removed', async () => {
    const name = 'f'.repeat(64);
    await writeModelFile(name, new Blob(['left over']));
    const library = await openLibrary();
    expect(unwrap(await library.list()).looseFiles).toMatchObject([{ name, bytes: 9 }]);
    unwrap(await library.removeFile(name));
    expect(unwrap(await library.list()).looseFiles).toEqual([]);
  });
});
