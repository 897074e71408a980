import type { OfflineMessage, OfflineReply } from '#workers/contract/offline.ts';
import { answerRequest, toOwnPath } from './answer-request.ts';
import type { OfflinePlan } from './offline-plan.ts';
import { forgetOldBuilds, isComplete, storeAhead, type FileStore } from './stored-files.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by `scripts/build.ts`. */
declare const OFFLINE_PLAN: OfflinePlan;

const plan = OFFLINE_PLAN;
const store: FileStore = { caches, fetch: (request) => fetch(request), scope: self.registration.scope };

self.addEventListener('install', (event) => {
  // The first one takes over at once, because a page without isolation waits for its headers; its files come after that, on
  // request. A later one has all of its files before it may replace a build that works.
  if (self.registration.active !== null) event.waitUntil(storeAhead(store, plan));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOldBuilds(store, plan)]));
});

self.addEventListener('fetch', (event) => {
  const path = toOwnPath(event.request, store.scope);
  if (path !== null) event.respondWith(answerRequest(event.request, path, store, plan));
});

self.addEventListener('message', (event) => {
  const message = event.data as OfflineMessage;
  if (message === 'take-over') event.waitUntil(self.skipWaiting());
  else if (message === 'store') event.waitUntil(storeFor(event.source));
});

async function storeFor(page: Client | ServiceWorker | MessagePort | null): Promise<void> {
  const reply = await storeAhead(store, plan).then(
    async (): Promise<OfflineReply> => ((await isComplete(store, plan)) ? 'stored' : 'not-stored'),
    (): OfflineReply => 'not-stored',
  );
  page?.postMessage(reply);
}
