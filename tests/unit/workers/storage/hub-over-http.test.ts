import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import type { ModelListing, WantedFile } from '#core/sources/install-plan.ts';
import { createStandInHub, STAND_IN_COMMIT, type Fault, type StandInHub } from '#tests/support/stand-in-hub.ts';
import { fetchModelFile } from '#workers/storage/fetch-model-file.ts';
import { listHubFiles } from '#workers/storage/list-hub-files.ts';
import { listUrlFiles } from '#workers/storage/list-url-files.ts';
import { createPatientFetch } from '#workers/storage/patient-fetch.ts';
import { createMemoryFile, type MemoryFile } from './memory-file.ts';

const REPO = 'somebody/tiny-model';
const GRAPH = 'onnx/model.onnx';
const weights = new Uint8Array(30_000).map((_, index) => (index * 31 + 7) % 251);
const settings = new TextEncoder().encode('{"model_type": "llama"}');
const repository = new Map([
  [GRAPH, weights],
  ['config.json', settings],
]);

let hub: StandInHub | null = null;

afterEach(async () => {
  const { server } = hub ?? {};
  hub = null;
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
});

/** Serves the repository on this machine; the address of the hub. */
async function serve(faults: readonly Fault[] = []): Promise<string> {
  const started = createStandInHub(REPO, repository, new Map([[GRAPH, faults]]));
  hub = started;
  await new Promise<void>((resolve) => started.server.listen(0, 'localhost', resolve));
  return `http://localhost:${String((started.server.address() as AddressInfo).port)}`;
}

const world = {
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  sleep: () => Promise.resolve(),
  nowMs: () => 0,
};
const ask = createPatientFetch(world);

function list(hubUrl: string, repo = REPO): Promise<Result<ModelListing>> {
  return listHubFiles(ask, { type: 'hub', hubUrl, repo, revision: 'main' });
}

interface Downloaded {
  readonly result: Awaited<ReturnType<typeof fetchModelFile>>;
  readonly target: MemoryFile;
  readonly waits: readonly number[];
}

/** Fetches the graph as the listing names it, over real connections; waits take no time. */
async function download(hubUrl: string): Promise<Downloaded> {
  const listing = await list(hubUrl);
  if (!listing.ok) throw new Error(listing.failure.message);
  const file = listing.value.files.find(({ path }) => path === GRAPH);
  if (file === undefined) throw new Error('the listing has no graph');
  return { ...(await fetchFile(`${hubUrl}/${REPO}/resolve/${STAND_IN_COMMIT}/${GRAPH}`, file)) };
}

async function fetchFile(url: string, file: WantedFile): Promise<Downloaded> {
  const target = createMemoryFile();
  const waits: number[] = [];
  let etag: string | null = null;
  const result = await fetchModelFile({
    ...world,
    url,
    file,
    target,
    note: {
      read: async () => ({ etag }),
      write: async (note) => {
        etag = note.etag;
      },
    },
    onBytes: () => undefined,
    onWait: (waitMs) => waits.push(waitMs),
    // The watch over a stalled connection has a signal; it never fires here.
    sleep: (_ms, signal) => (signal === undefined ? Promise.resolve() : new Promise(() => undefined)),
  });
  return { result, target, waits };
}

describe('a hub over HTTP', () => {
  test('is listed at a commit, with the hashes that it states', async () => {
    const listing = await list(await serve());
    expect(listing).toMatchObject({
      ok: true,
      value: { revision: STAND_IN_COMMIT, licence: 'apache-2.0', source: { type: 'hub', repo: REPO } },
    });
    const files = listing.ok ? listing.value.files : [];
    expect(files.find(({ path }) => path === GRAPH)).toEqual({
      path: GRAPH,
      bytes: weights.length,
      sha256: createHash('sha256').update(weights).digest('hex'),
      gitOid: null,
    });
    expect(files.find(({ path }) => path === 'config.json')).toMatchObject({
      sha256: null,
      gitOid: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  test('without the repository, and one that is out of reach, are told apart', async () => {
    const hubUrl = await serve();
    expect(await list(hubUrl, 'nobody/nothing')).toMatchObject({
      ok: false,
      failure: { code: 'model-missing-file', message: expect.stringContaining('nobody/nothing') },
    });
    hub?.server.closeAllConnections();
    await new Promise((resolve) => hub?.server.close(resolve));
    hub = null;
    expect(await list(hubUrl)).toMatchObject({ ok: false, failure: { code: 'model-download-failed' } });
  });

  test('gives a file through its redirect', async () => {
    const { result, target } = await download(await serve());
    expect(result.ok).toBe(true);
    expect(target.bytes()).toEqual(weights);
    expect(hub?.requests).toContain(`/lfs/${GRAPH}`);
  });

  test('whose connections break at many bytes gives the file in the end', async () => {
    const cuts = [1, 2, 999, 1000, 4096, 8191].map((cutAt) => ({ cutAt }));
    const { result, target } = await download(await serve(cuts));
    expect(result.ok).toBe(true);
    expect(target.bytes()).toEqual(weights);
  });

  test('that is busy is asked again when it says', async () => {
    const { result, waits } = await download(await serve([{ status: 429, retryAfter: '7' }, { status: 503 }]));
    expect(result.ok).toBe(true);
    expect(waits).toEqual([7000, 1000]);
  });

  test.each<[string, Fault, string]>([
    ['a wrong byte', 'tampered', 'model-hash-mismatch'],
    ['another version', 'changed', 'model-hash-mismatch'],
    ['a page in place of the file', 'page', 'model-not-a-model'],
    ['no file', { status: 404 }, 'model-missing-file'],
    ['a refusal', { status: 403 }, 'model-download-failed'],
  ])('that answers with %s is found out, and nothing is kept', async (_title, fault, code) => {
    const { result, target } = await download(await serve([fault]));
    expect(result).toMatchObject({ ok: false, failure: { code, location: expect.stringContaining(GRAPH) } });
    expect(target.getSize()).toBe(0);
  });

  test('whose file changes between two parts is not mixed', async () => {
    const { result, target } = await download(await serve([{ cutAt: 5000 }, 'changed']));
    expect(result.ok).toBe(true);
    expect(target.bytes()).toEqual(weights);
  });

  test('whose second part has a wrong byte is fetched once more, whole', async () => {
    const { result, target } = await download(await serve([{ cutAt: 5000 }, 'tampered']));
    expect(result.ok).toBe(true);
    expect(target.bytes()).toEqual(weights);
  });
});

describe('a folder of a web server', () => {
  const listUrl = (baseUrl: string): Promise<Result<ModelListing>> =>
    listUrlFiles(ask, { type: 'url', baseUrl, fileName: null });

  test('is asked for the names that models have; nothing states a hash', async () => {
    const baseUrl = `${await serve()}/${REPO}/resolve/${STAND_IN_COMMIT}`;
    const listing = await listUrl(baseUrl);
    const files = listing.ok ? listing.value.files : [];
    expect(files.map(({ path }) => path)).toEqual(['config.json', GRAPH]);
    expect(files.every(({ sha256 }) => sha256 === null)).toBe(true);
  });

  test('without a model, and one out of reach, get their own messages', async () => {
    const hubUrl = await serve();
    expect(await listUrl(`${hubUrl}/nothing`)).toMatchObject({ ok: false, failure: { code: 'model-missing-file' } });
    hub?.server.closeAllConnections();
    await new Promise((resolve) => hub?.server.close(resolve));
    hub = null;
    expect(await listUrl(hubUrl)).toMatchObject({ ok: false, failure: { code: 'model-download-failed' } });
  });
});
