import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** A static host that sets no header but the content type, as free ones do, and serves a folder under a path. */
export interface PlainHost {
  /** Address of the folder, ends in "/". */
  readonly url: string;
  /** Answers for a path instead of the file's bytes, from now on. */
  replace(path: string, text: string): void;
  close(): Promise<void>;
}

const typeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Serves `folder` under `basePath`, e.g. `/repo/`; anything else is 404. */
export async function startPlainHost(folder: string, basePath: string): Promise<PlainHost> {
  const replacements = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) || 'index.html' : null;
    const isInside = path !== null && !normalize(path).startsWith('..');
    const body = isInside ? (replacements.get(path) ?? readFile(join(folder, path))) : Promise.reject(new Error('404'));
    Promise.resolve(body).then(
      (bytes) => response.writeHead(200, { 'content-type': typeByExtension[extname(path ?? '')] ?? '' }).end(bytes),
      () => response.writeHead(404).end('not found'),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}${basePath}`,
    replace: (path, text) => {
      replacements.set(path, text);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
