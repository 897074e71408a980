import type { OfflineStatus, OfflineSupport } from '#harness/offline-support.ts';
import type { OfflineMessage, OfflineReply } from '#workers/contract/offline.ts';
import { toAppUrl } from './app-url.ts';
import { RUN_LOCK_PREFIX } from './run-lock-name.ts';

const RELOADED_KEY = 'plumbline-reloaded-for-isolation';

/**
 * Registers the service worker `sw.js`: the app opens without a network, and on a host that sends no headers a first visit is
 * loaded once more, so that the page is isolated. Never reloads a page that somebody has touched, but for `applyUpdate`.
 */
export function startOfflineSupport(): OfflineSupport {
  const listeners = new Set<() => void>();
  let status: OfflineStatus = 'serviceWorker' in navigator ? 'preparing' : 'unavailable';
  let waiting: ServiceWorker | null = null;
  let isReloadWanted = false;
  const set = (next: OfflineStatus): void => {
    if (status === next) return;
    status = next;
    for (const listener of listeners) listener();
  };
  const setWaiting = (worker: ServiceWorker): void => {
    waiting = worker;
    set('update-ready');
  };
  const watch = (registration: ServiceWorkerRegistration): void => {
    if (registration.waiting !== null && registration.active !== null) setWaiting(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && registration.active !== null) setWaiting(worker);
      });
    });
  };
  let isTouched = false;
  for (const type of ['pointerdown', 'keydown', 'drop'])
    addEventListener(type, () => (isTouched = true), { capture: true, once: true });
  const start = async (): Promise<void> => {
    const hadController = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (isReloadWanted) location.reload();
      else if (hadController) set('replaced');
    });
    navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<OfflineReply>) => {
      if (status === 'preparing' || status === 'unavailable') set(data === 'stored' ? 'ready' : 'unavailable');
    });
    const registration = await navigator.serviceWorker.register(toAppUrl('sw.js'), { updateViaCache: 'none' });
    watch(registration);
    const { active } = await navigator.serviceWorker.ready;
    reloadForIsolation(isTouched);
    if (active !== null) post(active, 'store');
  };
  if (status === 'preparing') {
    start().catch(() => {
      set('unavailable');
    });
  }
  return {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    applyUpdate: async () => {
      const { held = [] } = await navigator.locks.query();
      if (held.some(({ name }) => name?.startsWith(RUN_LOCK_PREFIX))) return 'run-in-progress';
      isReloadWanted = true;
      if (waiting === null || status === 'replaced') location.reload();
      else post(waiting, 'take-over');
      return 'reloading';
    },
  };
}

function post(worker: ServiceWorker, message: OfflineMessage): void {
  worker.postMessage(message);
}

/** Once a visit, and only while nothing was touched. */
function reloadForIsolation(isTouched: boolean): void {
  if (crossOriginIsolated) {
    sessionStorage.removeItem(RELOADED_KEY);
    return;
  }
  if (sessionStorage.getItem(RELOADED_KEY) !== null || isTouched) return;
  sessionStorage.setItem(RELOADED_KEY, 'yes');
  location.reload();
}
