import { isTransientStatus, LONGEST_WAIT_MS, parseRetryAfter, toBackOffMs } from './retry-delay.ts';

/** What asking a server needs of the world. */
export interface PatientFetchWorld {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Unix time, ms. */
  readonly nowMs: () => number;
}

export type PatientFetch = (url: string, init?: RequestInit) => Promise<Response>;

const ATTEMPTS = 4;
const ATTEMPTS_UNREACHED = 2;

/** A `fetch` for small answers: no credentials, no cache, and asked again after a wait when the server is busy or out of reach. */
export function createPatientFetch({ fetch, sleep, nowMs }: PatientFetchWorld): PatientFetch {
  return async (url, init = {}) => {
    for (let failures = 1; ; failures += 1) {
      let response: Response;
      try {
        response = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
      } catch (error) {
        if (failures >= ATTEMPTS_UNREACHED) throw error;
        await sleep(toBackOffMs(failures));
        continue;
      }
      const waitMs = parseRetryAfter(response.headers.get('retry-after'), nowMs()) ?? toBackOffMs(failures);
      if (!isTransientStatus(response.status) || failures >= ATTEMPTS || waitMs > LONGEST_WAIT_MS) return response;
      await response.body?.cancel().catch(() => undefined);
      await sleep(waitMs);
    }
  };
}
