import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '#core/bundle/base64url.ts';
import { parseJson } from '#core/bundle/parse-json.ts';
import { toJsonSyntaxError } from '#core/bundle/json-syntax.ts';
import { decodeUtf8, encodeUtf8 } from '#core/bundle/utf8.ts';
import { parseConfigLink, toConfigLink } from '#harness/bundle-link.ts';
import { buildConfig } from '#tests/support/builders-bundle.ts';

const base = buildConfig();
const wellFormed = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength });

test.prop([wellFormed(60), wellFormed(200), fc.nat(), fc.double({ min: 0, max: 10, noNaN: true })])(
  'every configuration survives its link',
  (name, notes, masterSeed, temperature) => {
    const config = {
      ...base,
      name,
      notes,
      protocol: { ...base.protocol, masterSeed },
      decoding: { ...base.decoding, temperature: temperature + 0 },
    };
    const link = toConfigLink(config);
    expect(link.ok && parseConfigLink(link.value)).toEqual({ ok: true, value: config });
  },
);

test.prop([fc.string()])('garbage is a failure, never an exception', (fragment) => {
  expect(parseConfigLink(fragment).ok).toBe(false);
  expect(parseConfigLink(`#c=${fragment}&h=0123456789abcdef`).ok).toBe(false);
});

test.prop([fc.uint8Array({ maxLength: 300 })])('deflated garbage is a failure, never an exception', (bytes) => {
  expect(parseConfigLink(`#c=${encodeBase64Url(bytes)}&h=0123456789abcdef`).ok).toBe(false);
});

test.prop([fc.uint8Array({ maxLength: 100 })])('base64url round trip', (bytes) => {
  expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
});

test.prop([fc.uint8Array({ maxLength: 12 })], { numRuns: 2000 })(
  'UTF-8 is decoded as TextDecoder does in fatal mode',
  (bytes) => {
    const decoded = decodeUtf8(bytes);
    let expected: string | null = null;
    try {
      expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      expected = null;
    }
    expect(decoded.ok ? decoded.text : null).toBe(expected);
  },
);

test.prop([fc.string({ unit: 'binary', maxLength: 300 })])('UTF-8 round trip', (text) => {
  expect(decodeUtf8(encodeUtf8(text))).toEqual({ ok: true, text: text.toWellFormed() });
});

test.prop([fc.json(), fc.nat(), fc.constantFrom('', '"', '{', '[', ',', '}', '1', '\\', 'e')], { numRuns: 2000 })(
  'the syntax scanner agrees with JSON.parse',
  (json, at, inserted) => {
    const position = at % (json.length + 1);
    const text = json.slice(0, position) + inserted + json.slice(position);
    let isValid = true;
    try {
      JSON.parse(text);
    } catch {
      isValid = false;
    }
    expect(toJsonSyntaxError(text) === null).toBe(isValid);
    expect(parseJson(text).ok).toBe(isValid);
  },
);
