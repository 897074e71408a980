import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toConfigHash } from '#core/bundle/config-hash.ts';
import { encodeBase64Url } from '#core/bundle/base64url.ts';
import { isConfigLink } from '#core/bundle/link.ts';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { parseConfigLink, toConfigLink } from '#harness/bundle-link.ts';
import { buildConfig } from '#tests/support/builders-bundle.ts';

const config = buildConfig();

function linkOf(value = config): string {
  const link = toConfigLink(value);
  if (!link.ok) throw new Error(link.failure.message);
  return link.value;
}

function failureOf(fragment: string): { code: string; message: string } {
  const parsed = parseConfigLink(fragment);
  if (parsed.ok) throw new Error('expected a failure');
  return parsed.failure;
}

const pack = (bytes: Uint8Array): string => encodeBase64Url(deflateSync(bytes));

describe('a link', () => {
  test('carries the whole configuration and the start of its hash', () => {
    const link = linkOf();
    expect(link).toMatch(/^#c=[A-Za-z0-9_-]+&h=[0-9a-f]{16}$/);
    expect(link.endsWith(toConfigHash(config).slice(0, 16))).toBe(true);
    expect(parseConfigLink(link)).toEqual({ ok: true, value: config });
    expect(parseConfigLink(link.slice(1))).toEqual({ ok: true, value: config });
    expect(isConfigLink(link)).toBe(true);
    expect(isConfigLink('#/runs')).toBe(false);
  });

  test('over 8 kB becomes a file', () => {
    // Hexadecimal digits of hashes carry four bits each and cannot be packed closer.
    const noise = Array.from({ length: 280 }, (_, index) => sha256Hex(String(index))).join('');
    const link = toConfigLink({
      ...config,
      notes: noise.slice(0, 9_000),
      task: { ...config.task, system: noise.slice(9_000) },
    });
    expect(link.ok ? null : link.failure.code).toBe('config-too-large');
    expect(link.ok ? null : link.failure.message).toContain('Save the configuration as a file');
  });

  test('with a wrong hash is refused', () => {
    const link = linkOf();
    const wrong = link.slice(0, -1) + (link.endsWith('0') ? '1' : '0');
    expect(failureOf(wrong)).toMatchObject({
      code: 'link-invalid',
      message: expect.stringContaining('changed on the way'),
    });
  });

  test('with another configuration under the old hash is refused', () => {
    const other = linkOf({ ...config, protocol: { ...config.protocol, masterSeed: 1 } });
    const mixed = `${other.split('&h=')[0]}&h=${linkOf().split('&h=')[1]}`;
    expect(failureOf(mixed).code).toBe('link-invalid');
  });

  test('cut anywhere is refused', () => {
    const link = linkOf();
    for (const length of [0, 1, 3, 10, 100, link.length - 20, link.length - 18, link.length - 1]) {
      expect(failureOf(link.slice(0, length)).code).toBe('link-invalid');
    }
  });

  test('that unpacks to something else is refused', () => {
    const hash = '0'.repeat(16);
    expect(failureOf(`#c=${pack(encodeUtf8('{"a":1}'))}&h=${hash}`).code).toBe('config-invalid');
    expect(failureOf(`#c=${pack(Uint8Array.of(0xff, 0xfe))}&h=${hash}`).message).toContain('does not unpack to text');
    expect(failureOf(`#c=AAAAA&h=${hash}`).code).toBe('link-invalid');
    expect(failureOf(`#c=${'A'.repeat(9000)}&h=${hash}`).message).toContain('at most 8192');
  });

  test('that is a bomb is refused without unpacking it all', () => {
    const bomb = pack(new Uint8Array(5_000_000));
    expect(failureOf(`#c=${bomb}&h=${'0'.repeat(16)}`).message).toContain('at most 1048576 bytes');
  });

  test('with a field that was not canonical still has the hash of its value', () => {
    const spaced = pack(encodeUtf8(JSON.stringify(config, null, 1)));
    expect(parseConfigLink(`#c=${spaced}&h=${toConfigHash(config).slice(0, 16)}`).ok).toBe(true);
    expect(toCanonicalJson(config)).not.toContain('\n');
  });
});
