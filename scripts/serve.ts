import { join } from 'node:path';
import { preview } from 'vite';
import { root } from './root.ts';

/** A running server of dist/. */
export interface ServedApp {
  /** Origin with a trailing slash, e.g. `http://localhost:4173/`. */
  readonly url: string;
  close(): Promise<void>;
}

/** How to serve. */
export interface ServeOptions {
  /** First port to try; default 4173. */
  readonly port?: number;
  /** Fail when the port is in use, instead of taking the next free one; default false. */
  readonly strictPort?: boolean;
}

/**
 * Serves dist/ as a static host would, with the isolation headers and the content security policy.
 * Call `buildApp` before.
 */
export async function serveDist(options: ServeOptions = {}): Promise<ServedApp> {
  const server = await preview({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    preview: { port: options.port ?? 4173, strictPort: options.strictPort ?? false, host: 'localhost', open: false },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server has no local address');
  return { url, close: () => server.close() };
}
