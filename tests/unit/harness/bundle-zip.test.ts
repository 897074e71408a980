import { deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { describe, expect, test } from 'vitest';
import type { Failure } from '#core/errors/failure.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { toCrc32 } from '#workers/bundle/crc32.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { DEFLATED, STORED, ZIP_LIMITS, type ZipLimits } from '#workers/bundle/zip-limits.ts';
import { buildZipMembers, ZIP_FIXTURE_SHA256 } from '#tests/support/zip-fixture.ts';

const members = buildZipMembers();

async function zipOf(entries = members, limits?: ZipLimits): Promise<Uint8Array<ArrayBuffer>> {
  const zip = await encodeZip(entries, limits);
  if (!zip.ok) throw new Error(zip.failure.message);
  return new Uint8Array(await zip.value.arrayBuffer());
}

async function failureOf(bytes: Uint8Array<ArrayBuffer>, limits?: ZipLimits): Promise<Failure> {
  const decoded = await decodeZip(new Blob([bytes]), limits);
  if (decoded.ok) throw new Error('expected a failure');
  return decoded.failure;
}

/** A hostile archive: any path, any packed bytes, any stated size. */
async function craft(
  entries: readonly {
    readonly path: string;
    readonly packed: Uint8Array;
    readonly method: number;
    readonly size: number;
    readonly crc: number;
  }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    passThrough: true,
    extendedTimestamp: false,
  });
  for (const { path, packed, method, size, crc } of entries) {
    await writer.add(path, new Uint8ArrayReader(packed), {
      compressionMethod: method,
      uncompressedSize: size,
      signature: crc,
    });
  }
  return new Uint8Array(await writer.close());
}

const stored = (path: string, bytes: Uint8Array = Uint8Array.of(65)): Parameters<typeof craft>[0][number] => ({
  path,
  packed: bytes,
  method: STORED,
  size: bytes.length,
  crc: toCrc32(bytes),
});

describe('an archive', () => {
  test('gives back its members', async () => {
    const decoded = await decodeZip(new Blob([await zipOf()]));
    expect(decoded).toEqual({ ok: true, value: new Map(members.map(({ path, bytes }) => [path, bytes])) });
  });

  test('has the same bytes every time, in every time zone and in Chromium', async () => {
    const zone = process.env['TZ'];
    const first = await zipOf();
    process.env['TZ'] = 'Pacific/Apia';
    const second = await zipOf();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(sha256Hex(second)).toBe(sha256Hex(first));
    expect(sha256Hex(first)).toBe(ZIP_FIXTURE_SHA256);
  });

  test('stores what would look like a bomb, so that it can be read again', async () => {
    const zeros = [{ path: 'zeros.bin', bytes: new Uint8Array(2_000_000) }];
    const zip = await zipOf(zeros);
    expect(zip.length).toBeGreaterThan(2_000_000);
    expect((await decodeZip(new Blob([zip]))).ok).toBe(true);
  });

  test('is not written over the limits or with an unsafe path', async () => {
    expect((await encodeZip(members, { ...ZIP_LIMITS, members: 4 })).ok).toBe(false);
    expect((await encodeZip(members, { ...ZIP_LIMITS, totalBytes: 1000 })).ok).toBe(false);
    expect((await encodeZip([{ path: '../a', bytes: new Uint8Array(1) }])).ok).toBe(false);
  });
});

describe('a damaged archive', () => {
  test('cut at any place is refused', async () => {
    const zip = await zipOf();
    const cuts = [
      0,
      1,
      10,
      21,
      22,
      60,
      1000,
      zip.length >> 1,
      zip.length - 600,
      zip.length - 100,
      zip.length - 23,
      zip.length - 22,
      zip.length - 21,
      zip.length - 1,
    ];
    for (const length of cuts) {
      const failure = await failureOf(zip.slice(0, length));
      expect(failure.code, `cut to ${length}`).toBe('bundle-invalid');
    }
  });

  test('with any byte of its data changed never gives changed members', async () => {
    const small = [{ path: 'a.txt', bytes: new TextEncoder().encode('hello hello hello hello hello') }];
    const zip = await zipOf(small);
    for (let position = 0; position < zip.length; position += 1) {
      const changed = zip.slice();
      changed[position] = (changed[position] ?? 0) ^ 0x55;
      const decoded = await decodeZip(new Blob([changed]));
      if (decoded.ok)
        for (const bytes of decoded.value.values()) expect(bytes, `byte ${position}`).toEqual(small[0]?.bytes);
      else expect(decoded.failure.code).toBe('bundle-invalid');
    }
  });

  test('that is something else is refused', async () => {
    expect((await failureOf(new TextEncoder().encode('<!doctype html>'.repeat(50)))).message).toContain(
      'not a complete zip archive',
    );
  });
});

describe('a hostile archive', () => {
  test.each(['../evil', 'a/../../evil', '/etc/passwd', 'C:/evil', 'a\\b', 'a//b', './a', 'a\u0000b', 'a?b'])(
    'with the path %j is refused',
    async (path) => {
      const failure = await failureOf(await craft([stored(path)]));
      expect(failure.code).toBe('bundle-invalid');
      expect(failure.message).toMatch(/path|archive/);
    },
  );

  test('with the same member twice, also in another case, is refused', async () => {
    const zip = await craft([stored('aa.txt'), stored('bb.txt')]);
    const text = Buffer.from(zip);
    for (const name of ['aa.txt', 'AA.txt']) {
      const doubled = Buffer.from(text.toString('latin1').replaceAll('bb.txt', name), 'latin1');
      expect((await failureOf(new Uint8Array(doubled))).message).toContain('twice');
    }
  });

  test('with too many members or bytes is refused before anything is unpacked', async () => {
    const zip = await craft(Array.from({ length: 12 }, (_, index) => stored(`${index}.txt`)));
    expect((await failureOf(zip, { ...ZIP_LIMITS, members: 11 })).message).toContain('at most 11');
    expect((await failureOf(zip, { ...ZIP_LIMITS, totalBytes: 11 })).message).toContain('unpacks to 12 bytes');
  });

  test('with a bomb is refused by what it states', async () => {
    const zeros = new Uint8Array(20_000_000);
    const bomb = await craft([
      { path: 'bomb', packed: deflateRawSync(zeros), method: DEFLATED, size: zeros.length, crc: toCrc32(zeros) },
    ]);
    expect((await failureOf(bomb)).message).toContain('decompression bomb');
  });

  test('with a bomb that states a small size is cut off at that size', async () => {
    const zeros = new Uint8Array(20_000_000);
    const bomb = await craft([
      { path: 'bomb', packed: deflateRawSync(zeros), method: DEFLATED, size: 500_000, crc: toCrc32(zeros) },
    ]);
    expect(await failureOf(bomb)).toMatchObject({ code: 'bundle-invalid', location: 'bomb' });
  });

  test('encrypted or packed by another method is refused', async () => {
    const zip = await craft([stored('a.txt')]);
    const central = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const encrypted = zip.slice();
    encrypted[central + 8] = 1;
    encrypted[6] = 1;
    expect((await failureOf(encrypted)).message).toContain('encrypted');
    const other = zip.slice();
    other[central + 10] = 14;
    other[8] = 14;
    expect((await failureOf(other)).message).toContain('method 14');
  });
});
