import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';

/** Commit that every revision of the stand-in means. */
export const STAND_IN_COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Files from this length on are stored as LFS objects: the tree states their SHA-256, and `resolve` redirects. */
const LFS_BYTES = 10_000;

export interface StandInHub {
  readonly server: Server;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
}

/**
 * What an answer with a file's bytes does wrong: breaks after some bytes, states a status, has one byte wrong, is another version of the file
 * with another entity tag, or is a page.
 */
export type Fault =
  | { readonly cutAt: number }
  | { readonly status: number; readonly retryAfter?: string }
  | 'tampered'
  | 'changed'
  | 'page';

/**
 * A server with one repository that speaks the part of the Hub's API that the app uses.
 * @param faults by path of the file: one for each answer with its bytes, in order; later answers are right.
 */
export function createStandInHub(
  repo: string,
  files: ReadonlyMap<string, Uint8Array>,
  faults: ReadonlyMap<string, readonly Fault[]> = new Map(),
): StandInHub {
  const faultsLeft = new Map([...faults].map(([path, list]) => [path, [...list]]));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Access-Control-Expose-Headers', '*');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const path = decodeURIComponent(pathname);
    if (path.startsWith(`/api/models/${repo}/revision/`) || path === `/api/models/${repo}`) {
      sendJson(response, toModelInfo(repo));
      return;
    }
    if (path === `/api/models/${repo}/tree/${STAND_IN_COMMIT}`) {
      sendJson(response, toTree(files));
      return;
    }
    const resolvePrefix = `/${repo}/resolve/${STAND_IN_COMMIT}/`;
    const isDirect = path.startsWith(resolvePrefix);
    const name = isDirect ? path.slice(resolvePrefix.length) : path.startsWith('/lfs/') ? path.slice(5) : null;
    const bytes = name === null ? undefined : files.get(name);
    if (name === null || bytes === undefined) {
      response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end();
      return;
    }
    if (isDirect && bytes.length >= LFS_BYTES) {
      response.writeHead(302, { Location: `/lfs/${name}` }).end();
      return;
    }
    const fault = request.method === 'GET' ? faultsLeft.get(name)?.shift() : undefined;
    sendBytes(response, bytes, request.headers.range, fault);
  });
  return { server, requests };
}

function toModelInfo(repo: string): object {
  return {
    _id: '1',
    id: repo,
    sha: STAND_IN_COMMIT,
    private: false,
    gated: false,
    downloads: 0,
    likes: 0,
    lastModified: '2026-11-01T00:00:00.000Z',
    tags: ['license:apache-2.0'],
    cardData: { license: 'apache-2.0' },
  };
}

function toTree(files: ReadonlyMap<string, Uint8Array>): object[] {
  return [...files].map(([path, bytes]) => {
    const blob = { type: 'file', path, size: bytes.length, oid: toGitOid(bytes) };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return bytes.length < LFS_BYTES ? blob : { ...blob, lfs: { oid: sha256, size: bytes.length, pointerSize: 130 } };
  });
}

/** Git's name of a blob. */
function toGitOid(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

function sendBytes(response: ServerResponse, right: Uint8Array, range: string | undefined, fault?: Fault): void {
  if (fault === 'page') {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    return;
  }
  if (typeof fault === 'object' && 'status' in fault) {
    response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter }).end();
    return;
  }
  const bytes = fault === 'changed' ? right.map((byte) => byte ^ 1) : right;
  const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const sent = bytes.slice(start);
  if (fault === 'tampered') sent[sent.length - 1] = (sent.at(-1) ?? 0) ^ 1;
  response.writeHead(start === 0 ? 200 : 206, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': sent.length,
    'Accept-Ranges': 'bytes',
    ETag: `"${toGitOid(bytes)}"`,
    ...(start === 0 ? {} : { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  if (typeof fault !== 'object') {
    response.end(sent);
    return;
  }
  response.write(sent.subarray(0, fault.cutAt), () => response.destroy());
}
