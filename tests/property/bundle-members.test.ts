import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { comparePaths, toMemberPathProblem } from '#core/bundle/member-path.ts';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toPartMembers } from '#harness/bundle-members.ts';
import { findDifference } from '#harness/verify-difference.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { encodeZip } from '#workers/bundle/encode-zip.ts';
import { toCrc32 } from '#workers/bundle/crc32.ts';
import { crc32 } from 'node:zlib';

const path = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '0', '.', '-', '/', ' '), minLength: 1, maxLength: 20 });
const members = fc.uniqueArray(fc.record({ path, bytes: fc.uint8Array({ maxLength: 2000 }) }), {
  maxLength: 8,
  selector: (member) => member.path.toLowerCase(),
});
const rows = fc.array(fc.record({ trialKey: fc.string({ unit: 'binary-ascii' }), value: fc.integer() }), {
  maxLength: 30,
});

test.prop([members])('members survive the archive, or their paths are refused', async (entries) => {
  const zip = await encodeZip(entries);
  const isSafe = entries.every((entry) => toMemberPathProblem(entry.path) === null);
  expect(zip.ok).toBe(isSafe);
  if (!zip.ok) return;
  expect(await decodeZip(zip.value)).toEqual({
    ok: true,
    value: new Map(entries.map((entry) => [entry.path, entry.bytes])),
  });
});

test.prop([fc.uint8Array({ maxLength: 200 })])(
  'bytes that are no archive are a failure, never an exception',
  async (bytes) => {
    const withSignature = Uint8Array.of(...bytes, 0x50, 0x4b, 5, 6, ...bytes.slice(0, 18));
    for (const candidate of [bytes, withSignature]) {
      const decoded = await decodeZip(new Blob([Uint8Array.from(candidate)]));
      expect(decoded.ok ? decoded.value.size : 0).toBe(0);
    }
  },
);

test.prop([rows, fc.integer({ min: 1, max: 300 })])(
  'parts hold every row in order, cut between rows, none too large',
  (entries, maxBytes) => {
    const parts = toPartMembers('rows', entries, maxBytes);
    const texts = parts.map(({ bytes }) => {
      const decoded = decodeUtf8(bytes);
      return decoded.ok ? decoded.text : '';
    });
    expect(texts.join('')).toBe(toJsonLines(entries));
    expect(parts.map((part) => part.path)).toEqual(
      parts.map((_, index) => `rows-${String(index).padStart(4, '0')}.jsonl`),
    );
    for (const { bytes } of parts)
      expect(bytes.length <= maxBytes || bytes.indexOf(10) === bytes.length - 1).toBe(true);
  },
);

test.prop([fc.uint8Array()])('CRC-32 is that of zlib', (bytes) => {
  expect(toCrc32(bytes)).toBe(crc32(bytes));
});

test.prop([fc.array(fc.string())])('paths sort by code units', (paths) => {
  expect(paths.toSorted(comparePaths)).toEqual(paths.toSorted());
});

test.prop([fc.jsonValue(), fc.jsonValue()])('a value differs from another exactly when their JSON does', (a, b) => {
  const normalise = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  expect(findDifference(normalise(a), normalise(a))).toBeNull();
  const isSame = JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
  expect(findDifference(normalise(a), normalise(b)) === null).toBe(isSame);
});

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => comparePaths(a, b))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
