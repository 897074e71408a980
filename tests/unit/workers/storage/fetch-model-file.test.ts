import { describe, expect, test } from 'vitest';
import { createMemoryFile } from './memory-file.ts';
import { content, download, file, toBody, toPartial, type Handler } from './try-download.ts';

describe('a whole download', () => {
  test('is stored and counted', async () => {
    const { result, target, ranges, received } = await download(() => new Response(toBody(content)));
    expect(result).toEqual({ ok: true, value: file });
    expect(target.bytes()).toEqual(content);
    expect(ranges).toEqual([null]);
    expect(received.at(-1)).toBe(content.length);
  });

  test.each<[string, string, Handler, string]>([
    ['a missing file is named', 'model-missing-file', () => new Response('no', { status: 404 }), 'onnx/model.onnx'],
    ['a server error says its status', 'model-download-failed', () => new Response('no', { status: 503 }), '503'],
    [
      'no connection',
      'model-download-failed',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'could not be reached',
    ],
    [
      'a page by its type',
      'model-not-a-model',
      () => new Response('x', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      'a web page instead of the file',
    ],
    [
      'a page by its first bytes',
      'model-not-a-model',
      () => new Response('\n<!DOCTYPE html><title>Not found</title>'),
      'a web page instead of the file',
    ],
    [
      'a Git LFS pointer',
      'model-not-a-model',
      () => new Response('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 10000\n'),
      'a Git LFS pointer',
    ],
    ['a shorter file', 'model-truncated', () => new Response(toBody(content.slice(0, 9000))), '9000 of 10000 bytes'],
    [
      'a longer file',
      'model-hash-mismatch',
      () => new Response(toBody(new Uint8Array(10_001))),
      'longer than the 10000 bytes',
    ],
    [
      'another file',
      'model-hash-mismatch',
      () => new Response(toBody(new Uint8Array(10_000))),
      file.sha256.slice(0, 12),
    ],
  ])('%s', async (_title, code, handler, text) => {
    const { result, target } = await download(handler);
    expect(result).toMatchObject({ ok: false, failure: { code } });
    expect(result.ok ? '' : result.failure.message).toContain(text);
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(target.getSize()).toBe(0);
  });

  test('a full disk leaves nothing behind', async () => {
    const { result, target } = await download(
      () => new Response(toBody(content)),
      createMemoryFile('', { capacity: 5000 }),
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'storage-quota' } });
    expect(target.getSize()).toBe(0);
  });
});

describe('an interrupted download', () => {
  test('keeps what came and goes on from there in a later session', async () => {
    const broken = await download((range) =>
      range === null
        ? new Response(toBody(content.slice(0, 4000), { isBroken: true }))
        : Promise.reject(new TypeError('Failed to fetch')),
    );
    expect(broken.result).toMatchObject({ ok: false, failure: { code: 'model-download-failed' } });
    expect(broken.target.getSize()).toBe(4000);

    const resumed = await download(() => toPartial(4000), broken.target);
    expect(resumed.result.ok).toBe(true);
    expect(resumed.ranges).toEqual(['bytes=4000-']);
    expect(resumed.target.bytes()).toEqual(content);
  });

  test('starts over when the server sends the whole file', async () => {
    const { result, target } = await download(
      () => new Response(toBody(content)),
      createMemoryFile(content.slice(0, 4000)),
    );
    expect(result.ok).toBe(true);
    expect(target.bytes()).toEqual(content);
  });

  test('starts over once when the kept part is wrong', async () => {
    const { result, target, ranges } = await download(
      (range) => (range === null ? new Response(toBody(content)) : toPartial(4000)),
      createMemoryFile(new Uint8Array(4000)),
    );
    expect(result.ok).toBe(true);
    expect(ranges).toEqual(['bytes=4000-', null]);
    expect(target.bytes()).toEqual(content);
  });

  test('starts over when the server has no such range', async () => {
    const { result, ranges } = await download(
      (range) => (range === null ? new Response(toBody(content)) : new Response(null, { status: 416 })),
      createMemoryFile(content.slice(0, 4000)),
    );
    expect(result.ok).toBe(true);
    expect(ranges).toEqual(['bytes=4000-', null]);
  });

  test('refuses another range than asked for', async () => {
    const { result, target } = await download(() => toPartial(5000), createMemoryFile(content.slice(0, 4000)));
    expect(result).toMatchObject({ ok: false, failure: { code: 'model-download-failed' } });
    expect(target.getSize()).toBe(4000);
  });

  test('fetches nothing when all bytes had come', async () => {
    const { result, ranges } = await download(() => new Response(null, { status: 500 }), createMemoryFile(content));
    expect(result.ok).toBe(true);
    expect(ranges).toEqual([]);
  });

  test('starts over when more is kept than the file has', async () => {
    const { result, ranges } = await download(
      () => new Response(toBody(content)),
      createMemoryFile(new Uint8Array(10_001)),
    );
    expect(result.ok).toBe(true);
    expect(ranges).toEqual([null]);
  });
});
