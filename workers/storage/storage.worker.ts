import { expose } from 'comlink';
import type { StorageApi } from '#workers/contract/storage.ts';
import { readFreeBytes } from './free-bytes.ts';
import { createJournals } from './journals.ts';
import { createModelListings } from './model-listings.ts';
import { createModelStore } from './model-store.ts';
import { createPatientFetch } from './patient-fetch.ts';
import { sleep } from './sleep.ts';

const askServer = createPatientFetch({ fetch: (url, init) => fetch(url, init), sleep, nowMs: () => Date.now() });

expose({
  ...createJournals(),
  ...createModelStore(fetch),
  ...createModelListings(askServer),
  freeBytes: readFreeBytes,
} satisfies StorageApi);
