import type { WorkerRegistry } from './worker-registry.ts';

/** What an end-to-end test may do to the app; there only when the address has `?test-hooks`. */
export interface TestHooks {
  /** Ends the live workers of this name (`inference`, `storage`, `model-files`, `analysis`, `bundle`), or takes away the GPU of each (`gpu-device`); returns how many. */
  killWorker(name: string): number;
}

declare global {
  interface Window {
    plumblineTestHooks?: TestHooks;
  }
}

/** Puts the hooks on the window. */
export function installTestHooks(registry: WorkerRegistry): void {
  window.plumblineTestHooks = { killWorker: (name) => registry.kill(name) };
}
