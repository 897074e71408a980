import { expose } from 'comlink';
import type { StorageApi } from '#workers/contract/storage.ts';
import { readFreeBytes } from './free-bytes.ts';
import { createJournals } from './journals.ts';
import { createModelStore } from './model-store.ts';

expose({ ...createJournals(), ...createModelStore(fetch), freeBytes: readFreeBytes } satisfies StorageApi);
