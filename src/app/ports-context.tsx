import { assert } from '#core/errors/assert.ts';
import type { OfflineSupport } from '#harness/offline-support.ts';
import type { Ports } from '#harness/ports.ts';
import type { RunLibrary } from '#harness/run-library.ts';
import { createContext, use } from 'react';
import type { ConfigDraft } from './config-draft.ts';

/** What every screen may reach. */
export interface Services {
  readonly ports: Ports;
  readonly runs: RunLibrary;
  readonly draft: ConfigDraft;
  /** Null where nothing is kept for offline use: in development and for automation. */
  readonly offline: Promise<OfflineSupport> | null;
}

export const ServicesContext = createContext<Services | null>(null);

/** The services of the surrounding app. */
export function useServices(): Services {
  const services = use(ServicesContext);
  assert(services !== null, 'no ServicesContext above this component');
  return services;
}
