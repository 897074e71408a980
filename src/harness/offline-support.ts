/**
 * `preparing`: files are being stored. `ready`: every screen and the embedded model work without a network. `update-ready`: a
 * newer build is stored and waits. `replaced`: another tab has changed to it. `unavailable`: this browser or host cannot.
 */
export type OfflineStatus = 'unavailable' | 'preparing' | 'ready' | 'update-ready' | 'replaced';

/** The app without a network, and its updates. */
export interface OfflineSupport {
  readonly status: () => OfflineStatus;
  /** Calls back after each change of status. @returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes to the newer build by loading the page again; refused while a run is in progress in any tab. */
  applyUpdate(): Promise<'reloading' | 'run-in-progress'>;
}
