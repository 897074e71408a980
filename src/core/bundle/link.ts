import { toFailed, toOk, type Result } from '../errors/result.ts';
import type { HarnessConfig } from '../model/harness-config.ts';
import { parseConfig } from '../model/parse-config.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { toConfigHash } from './config-hash.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** Longest fragment that a link may have, characters; longer ones are cut by mail and chat programs (DESIGN §4). */
export const MAX_LINK_LENGTH = 8192;

/** Most bytes that a link may unpack to: guards against compressed bombs. */
export const MAX_LINK_JSON_BYTES = 1024 * 1024;

/** Raw deflate (RFC 1951). */
export type DeflateRaw = (bytes: Uint8Array) => Uint8Array;

/** Inverse of `DeflateRaw`; null when the bytes are not deflate data or unpack to more than `maxBytes`. */
export type InflateRaw = (bytes: Uint8Array, maxBytes: number) => Uint8Array | null;

/** The whole configuration as a URL fragment: `#c=<base64url(deflate-raw(canonical JSON))>&h=<first 16 digits of configHash>`. */
export function encodeLink(config: HarnessConfig, deflateRaw: DeflateRaw): Result<string> {
  const json = encodeUtf8(toCanonicalJson(config));
  const fragment = `#c=${encodeBase64Url(deflateRaw(json))}&h=${toConfigHash(config).slice(0, 16)}`;
  if (fragment.length > MAX_LINK_LENGTH || json.length > MAX_LINK_JSON_BYTES) {
    return toFailed(
      'config-too-large',
      `The link would have ${fragment.length} characters; at most ${MAX_LINK_LENGTH} survive every mail and chat program. Save the configuration as a file and share that.`,
    );
  }
  return toOk(fragment);
}

const ASK_AGAIN = 'Ask the sender for the link again, or for the configuration as a file.';

/** True when a URL fragment claims to carry a configuration. */
export function isConfigLink(fragment: string): boolean {
  return /^#?(?:[a-z]=[^&]*&)*c=/.test(fragment);
}

/** The configuration of a fragment (leading `#` optional). Fails with `link-invalid`, or as `parseConfig` does. */
export function decodeLink(fragment: string, inflateRaw: InflateRaw): Result<HarnessConfig> {
  if (fragment.length > MAX_LINK_LENGTH)
    return toFailed(
      'link-invalid',
      `The link has ${fragment.length} characters; at most ${MAX_LINK_LENGTH} are read. ${ASK_AGAIN}`,
    );
  const match = /^#?c=([A-Za-z0-9_-]+)&h=([0-9a-f]{16})$/.exec(fragment);
  const [, packedText, hash] = match ?? [];
  if (packedText === undefined || hash === undefined)
    return toFailed(
      'link-invalid',
      `The link is cut or changed: it must read #c=…&h=<16 hexadecimal digits>. ${ASK_AGAIN}`,
    );
  const packed = decodeBase64Url(packedText);
  const json = packed === null ? null : inflateRaw(packed, MAX_LINK_JSON_BYTES);
  if (json === null)
    return toFailed(
      'link-invalid',
      `The link does not unpack to a configuration of at most ${MAX_LINK_JSON_BYTES} bytes. ${ASK_AGAIN}`,
    );
  const text = decodeUtf8(json);
  if (!text.ok) return toFailed('link-invalid', `The link does not unpack to text. ${ASK_AGAIN}`);
  const config = parseConfig(text.text);
  if (!config.ok) return config;
  const actual = toConfigHash(config.value).slice(0, 16);
  if (actual !== hash)
    return toFailed(
      'link-invalid',
      `The link states the hash ${hash}, but its configuration has ${actual}: it was changed on the way. ${ASK_AGAIN}`,
      { location: 'h' },
    );
  return toOk(config.value);
}
