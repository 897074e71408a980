import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Text of strict UTF-8 bytes, or the offset of the first byte that cannot stand where it stands. */
export type DecodedUtf8 =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly byteOffset: number };

/** UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** Continuation bytes that a lead byte asks for, and the range that the first of them must lie in (RFC 3629, table in §4). */
function toSequence(
  lead: number,
): { readonly length: number; readonly lowest: number; readonly highest: number } | null {
  if (lead >= 0xc2 && lead <= 0xdf) return { length: 1, lowest: 0x80, highest: 0xbf };
  if (lead === 0xe0) return { length: 2, lowest: 0xa0, highest: 0xbf };
  if (lead === 0xed) return { length: 2, lowest: 0x80, highest: 0x9f };
  if (lead >= 0xe1 && lead <= 0xef) return { length: 2, lowest: 0x80, highest: 0xbf };
  if (lead === 0xf0) return { length: 3, lowest: 0x90, highest: 0xbf };
  if (lead >= 0xf1 && lead <= 0xf3) return { length: 3, lowest: 0x80, highest: 0xbf };
  if (lead === 0xf4) return { length: 3, lowest: 0x80, highest: 0x8f };
  return null;
}

/** Code units gathered before they become a string: below every engine's limit on arguments. */
const CHUNK_UNITS = 8192;

/**
 * Decodes strict UTF-8: overlong forms, surrogates, values above U+10FFFF and cut sequences are refused, nothing is replaced.
 * A byte order mark is kept as U+FEFF. Own code because pure layers have no `TextDecoder`.
 */
export function decodeUtf8(bytes: Uint8Array): DecodedUtf8 {
  const parts: string[] = [];
  let units: number[] = [];
  let position = 0;
  while (position < bytes.length) {
    const lead = bytes[position] ?? 0;
    if (lead < 0x80) {
      units.push(lead);
      position += 1;
    } else {
      const sequence = toSequence(lead);
      if (sequence === null || position + sequence.length >= bytes.length) return { ok: false, byteOffset: position };
      let codePoint = lead & (0x3f >> sequence.length);
      for (let index = 1; index <= sequence.length; index += 1) {
        const byte = bytes[position + index] ?? 0;
        const isFirst = index === 1;
        if (byte < (isFirst ? sequence.lowest : 0x80) || byte > (isFirst ? sequence.highest : 0xbf)) {
          return { ok: false, byteOffset: position };
        }
        codePoint = (codePoint << 6) | (byte & 0x3f);
      }
      if (codePoint > 0xffff) units.push(0xd7c0 + (codePoint >> 10), 0xdc00 | (codePoint & 0x3ff));
      else units.push(codePoint);
      position += sequence.length + 1;
    }
    if (units.length >= CHUNK_UNITS) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return { ok: true, text: parts.join('') };
}
