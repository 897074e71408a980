import { toFailed } from '#core/errors/result.ts';
import type { StorageApi } from '#workers/contract/storage.ts';
import { listUrlFiles } from './list-url-files.ts';
import type { PatientFetch } from './patient-fetch.ts';

/** What models lie elsewhere. The hub's client is loaded with its first use. */
export function createModelListings(ask: PatientFetch): Pick<StorageApi, 'listHubFiles' | 'listUrlFiles'> {
  return {
    listUrlFiles: (place) => listUrlFiles(ask, place),
    listHubFiles: async (place) => {
      try {
        const { listHubFiles } = await import('./list-hub-files.ts');
        return await listHubFiles(ask, place);
      } catch (error) {
        return toFailed('internal', 'The part of the app that reads model hubs could not be loaded. Reload the page.', {
          detail: String(error),
        });
      }
    },
  };
}
