import type { OfflineFile, OfflinePlan } from './offline-plan.ts';

/** Header of a stored file with the hash that was checked. */
const HASH_HEADER = 'x-plumbline-sha256';
/** Files that are fetched at the same time. */
const PARALLEL = 4;
/** Says which build lies on the host; it names the hash of all other files, so it is checked by that. */
const BUILD_FILE = 'build.json';

/** Where a service worker keeps files: one cache per build and per folder of the host. */
export interface FileStore {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Base of the app, ends in "/". */
  readonly scope: string;
}

/** Start of the names of this app's caches; another copy under another folder of the same host has its own. */
function toCachePrefix(scope: string): string {
  return `plumbline ${new URL(scope).pathname} `;
}

function toCacheName(scope: string, buildSha256: string): string {
  return `${toCachePrefix(scope)}${buildSha256}`;
}

/** Names of the caches of this app, oldest first, the build's own last. */
async function listCaches(store: FileStore, buildSha256: string): Promise<readonly string[]> {
  const own = toCacheName(store.scope, buildSha256);
  const names = (await store.caches.keys()).filter((name) => name.startsWith(toCachePrefix(store.scope)));
  return [...names.filter((name) => name !== own), own];
}

/**
 * Stores all files that the plan wants ahead. What another build stored with the same hash is copied, the rest is fetched and
 * checked, so that the files of two builds are never mixed.
 * @throws when a file cannot be fetched or has another hash; what was stored stays, and the next call goes on from there.
 */
export async function storeAhead(store: FileStore, plan: OfflinePlan): Promise<void> {
  const waiting = [...plan.ahead];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await storeFile(store, plan, file);
  };
  await Promise.all([storeBuildFile(store, plan), ...Array.from({ length: PARALLEL }, work)]);
}

async function storeBuildFile(store: FileStore, plan: OfflinePlan): Promise<void> {
  const url = new URL(BUILD_FILE, store.scope).href;
  const cache = await store.caches.open(toCacheName(store.scope, plan.buildSha256));
  if ((await cache.match(url)) !== undefined) return;
  const text = await fetchFile(store, BUILD_FILE).then((response) => response.text());
  const { buildSha256 } = JSON.parse(text) as { buildSha256?: unknown };
  if (buildSha256 !== plan.buildSha256) throw new Error(`${BUILD_FILE}: of another build`);
  await cache.put(url, new Response(text, { headers: { ...plan.headers, 'content-type': 'application/json' } }));
}

async function fetchFile(store: FileStore, path: string): Promise<Response> {
  const response = await store.fetch(new Request(new URL(path, store.scope), { cache: 'no-cache' }));
  if (!response.ok) throw new Error(`${path}: the host answered ${String(response.status)}`);
  return response;
}

async function storeFile(store: FileStore, plan: OfflinePlan, file: OfflineFile): Promise<void> {
  const url = new URL(file.path, store.scope).href;
  for (const name of (await listCaches(store, plan.buildSha256)).toReversed()) {
    const stored = await (await store.caches.open(name)).match(url);
    if (stored?.headers.get(HASH_HEADER) !== file.sha256) continue;
    if (name !== toCacheName(store.scope, plan.buildSha256)) {
      await (await store.caches.open(toCacheName(store.scope, plan.buildSha256))).put(url, stored);
    }
    return;
  }
  await putChecked(store, plan, file, await fetchFile(store, file.path));
}

/** Stores a complete answer. @throws when its bytes have another hash than the build says. */
export async function putChecked(
  store: FileStore,
  plan: OfflinePlan,
  file: OfflineFile,
  response: Response,
): Promise<void> {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== file.sha256) throw new Error(`${file.path}: not the file of this build`);
  const headers = new Headers({ ...plan.headers, [HASH_HEADER]: found });
  const type = response.headers.get('content-type');
  if (type !== null) headers.set('content-type', type);
  const cache = await store.caches.open(toCacheName(store.scope, plan.buildSha256));
  await cache.put(new URL(file.path, store.scope).href, new Response(bytes, { headers }));
}

/** Whether every file that the plan wants ahead is stored. */
export async function isComplete(store: FileStore, plan: OfflinePlan): Promise<boolean> {
  const cache = await store.caches.open(toCacheName(store.scope, plan.buildSha256));
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  return [BUILD_FILE, ...plan.ahead.map(({ path }) => path)].every((path) =>
    stored.has(new URL(path, store.scope).href),
  );
}

/** A stored file: of this build, else of an earlier one, for pages that still run that. Null = not stored. */
export async function findStored(store: FileStore, plan: OfflinePlan, path: string): Promise<Response | null> {
  const url = new URL(path, store.scope).href;
  for (const name of (await listCaches(store, plan.buildSha256)).toReversed()) {
    const stored = await (await store.caches.open(name)).match(url);
    if (stored !== undefined) return stored;
  }
  return null;
}

/** Keeps this build and the one before it, whose pages may still be open. */
export async function forgetOldBuilds(store: FileStore, plan: OfflinePlan): Promise<void> {
  const names = await listCaches(store, plan.buildSha256);
  await Promise.all(names.slice(0, -2).map((name) => store.caches.delete(name)));
}
