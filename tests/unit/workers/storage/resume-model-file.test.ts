import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { WantedFile } from '#core/sources/install-plan.ts';
import { createMemoryFile } from './memory-file.ts';
import { content, download, file, toAnswer, toBody, toStart } from './try-download.ts';

describe('a connection that breaks', () => {
  test.each([1, 36, 37, 38, 4999, 9999])('after every %i bytes ends with the same file', async (cutBytes) => {
    // One byte at a time would be ten thousand attempts; a tenth of the file shows the same.
    const cut = cutBytes === 1 ? (start: number) => (start < 200 ? 1 : content.length) : () => cutBytes;
    const { result, target } = await download((range) => toAnswer(toStart(range), cut(toStart(range)), '"v1"'));
    expect(result).toEqual({ ok: true, value: file });
    expect(target.bytes()).toEqual(content);
  });

  test('always at the same byte ends, with what came kept', async () => {
    const { result, target, ranges, waits } = await download((range) =>
      toStart(range) === 0
        ? toAnswer(0, 4000, '"v1"')
        : new Response(toBody(new Uint8Array(), { isBroken: true }), { status: 206 }),
    );
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'model-download-failed', detail: expect.stringContaining('6 attempts') },
    });
    expect(target.getSize()).toBe(4000);
    expect(ranges).toEqual([null, ...Array.from({ length: 5 }, () => 'bytes=4000-')]);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  test('with a server that knows no ranges is fetched whole again', async () => {
    const { result, ranges } = await download((_range, call) =>
      call === 1 ? toAnswer(0, 4000, null) : new Response(toBody(content)),
    );
    expect(result.ok).toBe(true);
    expect(ranges).toEqual([null, 'bytes=4000-']);
  });

  test('and a file that changed meanwhile is not mixed', async () => {
    const older = new Uint8Array(4000);
    const { result, target, ranges } = await download((range, call) =>
      call === 1
        ? new Response(toBody(older, { isBroken: true }), { headers: { etag: '"v1"' } })
        : toAnswer(toStart(range), content.length, '"v2"'),
    );
    expect(result.ok).toBe(true);
    expect(ranges).toEqual([null, 'bytes=4000-', null]);
    expect(target.bytes()).toEqual(content);
  });
});

describe('a busy server', () => {
  test.each([
    ['in seconds', '7', 7000],
    ['as a date', 'Mon, 30 Nov 2026 12:00:09 GMT', 9000],
    ['not readably', 'soon', 500],
  ])('says how long to wait: %s', async (_title, retryAfter, waitMs) => {
    const { result, waits } = await download((_range, call) =>
      call === 1
        ? new Response('busy', { status: 429, headers: { 'retry-after': retryAfter } })
        : new Response(toBody(content)),
    );
    expect(result.ok).toBe(true);
    expect(waits).toEqual([waitMs]);
  });

  test('that wants to be left alone for an hour is', async () => {
    const { result, waits } = await download(
      () => new Response('busy', { status: 429, headers: { 'retry-after': '3600' } }),
    );
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringContaining('wait 3600 s') } });
    expect(waits).toEqual([]);
  });

  test.each([401, 403])('status %i says what to do about a licence', async (status) => {
    const { result, ranges } = await download(() => new Response('no', { status }));
    expect(result).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('licence must be accepted') },
    });
    expect(ranges).toHaveLength(1);
  });
});

describe('a file that nothing pins', () => {
  const wanted: WantedFile = { path: file.path, bytes: null, sha256: null };

  test('is pinned by what came', async () => {
    const { result, tag } = await download(() => toAnswer(0, content.length, '"v1"'), undefined, { wanted });
    expect(result).toEqual({ ok: true, value: file });
    expect(tag()).toBe('"v1"');
  });

  test('is continued when the entity tag proves that it is the same', async () => {
    const { result, ranges } = await download(
      (range) => toAnswer(toStart(range), content.length, '"v1"'),
      createMemoryFile(content.slice(0, 4000)),
      { wanted, etag: '"v1"' },
    );
    expect(result).toEqual({ ok: true, value: file });
    expect(ranges).toEqual(['bytes=4000-']);
  });

  test.each([
    ['another tag', '"v2"'],
    ['a weak tag', 'W/"v1"'],
    ['no tag', null],
  ])('%s: it starts over', async (_title, etag) => {
    const { result, target, ranges } = await download(
      (range) => toAnswer(toStart(range), content.length, etag),
      createMemoryFile(new Uint8Array(4000)),
      { wanted, etag: '"v1"' },
    );
    expect(result).toEqual({ ok: true, value: file });
    expect(ranges).toEqual(['bytes=4000-', null]);
    expect(target.bytes()).toEqual(content);
  });

  test('is no page', async () => {
    const { result } = await download(() => new Response('<html>Sign in</html>'), undefined, { wanted });
    expect(result).toMatchObject({ ok: false, failure: { code: 'model-not-a-model' } });
  });

  test('has the name that Git gives it', async () => {
    const text = new TextEncoder().encode('hello\n');
    // `printf 'hello\n' | git hash-object --stdin`
    const named = { ...wanted, bytes: 6, gitOid: 'ce013625030ba8dba906f756967f9e9ca394464a' };
    const right = await download(() => new Response(text), undefined, { wanted: named });
    expect(right.result).toMatchObject({ ok: true, value: { sha256: sha256Hex(text) } });
    const wrong = await download(() => new Response('hullo\n'), undefined, { wanted: named });
    expect(wrong.result).toMatchObject({
      ok: false,
      failure: { code: 'model-hash-mismatch', message: expect.stringContaining('ce013625030b') },
    });
    expect(wrong.target.getSize()).toBe(0);
  });
});
