import { afterEach, expect, test, vi } from 'vitest';
import { readBuildInfo } from '#platform/build-info.ts';

afterEach(() => vi.unstubAllGlobals());

/** The test server has no `build.json`, and its fallback page would make Vite transform the whole app. */
function serve(body: string, init: ResponseInit): void {
  vi.stubGlobal('fetch', async () => new Response(body, init));
}
const json = { headers: { 'content-type': 'application/json' } };
const build = {
  version: '0.1.0',
  commit: null,
  lockfileSha256: 'a'.repeat(64),
  buildSha256: 'b'.repeat(64),
  wasmSha256: [{ path: 'ort/x.wasm', sha256: 'c'.repeat(64) }],
};

test('a build says which it is', async () => {
  serve(JSON.stringify(build), json);
  expect(await readBuildInfo()).toEqual({ ok: true, value: build });
});

test.each<[string, string, ResponseInit]>([
  ['no file', '', { status: 404 }],
  ['a page in its place', '<!doctype html>', { headers: { 'content-type': 'text/html' } }],
])('what was not built (%s) is called dev', async (_title, body, init) => {
  serve(body, init);
  expect(await readBuildInfo()).toMatchObject({ ok: true, value: { version: 'dev', buildSha256: '0'.repeat(64) } });
});

test('a damaged file is a failure', async () => {
  serve(JSON.stringify({ ...build, buildSha256: 'short' }), json);
  expect(await readBuildInfo()).toMatchObject({ ok: false, failure: { code: 'internal', location: 'build.json' } });
});
