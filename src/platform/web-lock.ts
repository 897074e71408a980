const RETRIES = 5;
const RETRY_MS = 100;

/** An exclusive lock of this origin; the browser releases it when the tab goes. */
export interface HeldLock {
  release(): void;
}

/**
 * Takes the lock, or gives null when somebody else holds it. Asks again for half a second, because after a reload the lock
 * of the page that went may outlive it by a moment.
 */
export async function openLock(name: string): Promise<HeldLock | null> {
  for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    const lock = await requestLock(name);
    if (lock !== null) return lock;
  }
  return null;
}

function requestLock(name: string): Promise<HeldLock | null> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      // The lock is held until the promise that this callback returns is settled.
      return new Promise((release) => resolve({ release }));
    };
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject);
  });
}
