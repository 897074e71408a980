import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isolationHeaders } from '#scripts/isolation-headers.ts';
import { answerRequest, toOwnPath } from '#workers/offline/answer-request.ts';
import type { OfflinePlan } from '#workers/offline/offline-plan.ts';
import { findStored, forgetOldBuilds, isComplete, storeAhead, type FileStore } from '#workers/offline/stored-files.ts';

const scope = 'https://host.example/folder/';
const toHash = (text: string): string => createHash('sha256').update(text).digest('hex');

function toPlan(buildSha256: string, ahead: Readonly<Record<string, string>>, onUse = {}): OfflinePlan {
  const toFiles = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([path, text]) => ({ path, sha256: toHash(text) }));
  return { buildSha256, ahead: toFiles(ahead), onUse: toFiles(onUse), headers: isolationHeaders };
}

/** A host with these files, and storage that counts what is fetched. */
function createStore(files: Map<string, string>): { store: FileStore; fetched: string[] } {
  const cachesByName = new Map<string, Map<string, Response>>();
  const fetched: string[] = [];
  const open = (name: string): unknown => {
    const entries = cachesByName.get(name) ?? new Map<string, Response>();
    cachesByName.set(name, entries);
    return {
      match: async (url: string) => entries.get(url)?.clone(),
      put: async (url: string, response: Response) => void entries.set(url, response.clone()),
      keys: async () => [...entries.keys()].map((url) => new Request(url)),
    };
  };
  const caches = {
    keys: async () => [...cachesByName.keys()],
    open: async (name: string) => open(name),
    delete: async (name: string) => cachesByName.delete(name),
  } as unknown as CacheStorage;
  const fetch = async (request: Request): Promise<Response> => {
    const path = request.url.slice(scope.length);
    fetched.push(path);
    const text = files.get(path);
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  };
  return { store: { caches, fetch, scope }, fetched };
}

const toBuildFile = (buildSha256: string): string => JSON.stringify({ buildSha256 });

test('a build is stored whole, and answers carry the isolation headers', async () => {
  const { store } = createStore(
    new Map([
      ['index.html', 'page'],
      ['build.json', toBuildFile('a')],
    ]),
  );
  const plan = toPlan('a', { 'index.html': 'page' });
  expect(await isComplete(store, plan)).toBe(false);
  await storeAhead(store, plan);
  expect(await isComplete(store, plan)).toBe(true);
  const answer = await answerRequest(new Request(scope), 'index.html', store, plan);
  expect(await answer.text()).toBe('page');
  for (const [name, value] of Object.entries(isolationHeaders)) expect(answer.headers.get(name)).toBe(value);
});

test('a file of another build is refused, and the old build stays as it was', async () => {
  const files = new Map([
    ['index.html', 'page'],
    ['build.json', toBuildFile('a')],
  ]);
  const { store } = createStore(files);
  await storeAhead(store, toPlan('a', { 'index.html': 'page' }));
  files.set('index.html', 'new page');
  const next = toPlan('b', { 'index.html': 'new page' });
  await expect(storeAhead(store, next)).rejects.toThrow('of another build');
  files.set('build.json', toBuildFile('c'));
  files.set('index.html', 'half uploaded');
  const third = toPlan('c', { 'index.html': 'newest page' });
  await expect(storeAhead(store, third)).rejects.toThrow('not the file of this build');
  expect(await isComplete(store, third)).toBe(false);
  files.set('index.html', 'newest page');
  await storeAhead(store, third);
  expect(await isComplete(store, third)).toBe(true);
});

test('files that did not change are not fetched again, and pages of the build before find theirs', async () => {
  const files = new Map([
    ['index.html', 'page'],
    ['old.js', 'old'],
    ['same.js', 'same'],
    ['build.json', toBuildFile('a')],
  ]);
  const { store, fetched } = createStore(files);
  await storeAhead(store, toPlan('a', { 'index.html': 'page', 'old.js': 'old', 'same.js': 'same' }));
  fetched.length = 0;
  files.set('build.json', toBuildFile('b'));
  files.set('new.js', 'new');
  const next = toPlan('b', { 'index.html': 'page', 'new.js': 'new', 'same.js': 'same' });
  await storeAhead(store, next);
  expect(fetched.toSorted()).toEqual(['build.json', 'new.js']);
  expect(await (await findStored(store, next, 'old.js'))?.text()).toBe('old');
  for (const name of ['c', 'd']) {
    files.set('build.json', toBuildFile(name));
    const later = toPlan(name, { 'index.html': 'page' });
    await storeAhead(store, later);
    await forgetOldBuilds(store, later);
  }
  expect(await findStored(store, toPlan('d', {}), 'old.js')).toBeNull();
});

test('a large runtime is stored when it is first used, unless it is not the one of the build', async () => {
  const files = new Map([['ort/gpu.wasm', 'gpu']]);
  const { store } = createStore(files);
  const plan = toPlan('a', {}, { 'ort/gpu.wasm': 'gpu' });
  const ask = (): Promise<Response> => answerRequest(new Request(`${scope}ort/gpu.wasm`), 'ort/gpu.wasm', store, plan);
  files.set('ort/gpu.wasm', 'other');
  expect(await (await ask()).text()).toBe('other');
  expect(await findStored(store, plan, 'ort/gpu.wasm')).toBeNull();
  files.set('ort/gpu.wasm', 'gpu');
  expect(await (await ask()).text()).toBe('gpu');
  files.delete('ort/gpu.wasm');
  expect(await (await ask()).text()).toBe('gpu');
});

test('only GET requests under the app are its own', () => {
  expect(toOwnPath(new Request(`${scope}?x#y`), scope)).toBe('index.html');
  expect(toOwnPath(new Request(`${scope}a%20b.js?v=1`), scope)).toBe('a b.js');
  expect(toOwnPath(new Request('https://host.example/elsewhere'), scope)).toBeNull();
  expect(toOwnPath(new Request(scope, { method: 'POST' }), scope)).toBeNull();
});
