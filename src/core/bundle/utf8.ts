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

function toText(units: Uint16Array): string {
  return Reflect.apply(String.fromCharCode, null, units);
}

/**
 * Decodes strict UTF-8: overlong forms, surrogates, values above U+10FFFF and cut sequences are refused, nothing is replaced.
 * A byte order mark is kept as U+FEFF. Own code because pure layers have no `TextDecoder`.
 */
export function decodeUtf8(bytes: Uint8Array): DecodedUtf8 {
  const parts: string[] = [];
  // A code point beyond the chunk's last place takes one more unit.
  const units = new Uint16Array(CHUNK_UNITS + 1);
  let count = 0;
  let position = 0;
  while (position < bytes.length) {
    const lead = bytes[position] ?? 0;
    if (lead < 0x80) {
      units[count] = lead;
      count += 1;
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
      if (codePoint > 0xffff) {
        units[count] = 0xd7c0 + (codePoint >> 10);
        units[count + 1] = 0xdc00 | (codePoint & 0x3ff);
        count += 2;
      } else {
        units[count] = codePoint;
        count += 1;
      }
      position += sequence.length + 1;
    }
    if (count >= CHUNK_UNITS) {
      parts.push(toText(units.subarray(0, count)));
      count = 0;
    }
  }
  parts.push(toText(units.subarray(0, count)));
  return { ok: true, text: parts.join('') };
}
