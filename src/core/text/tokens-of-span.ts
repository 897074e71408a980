import { encodeUtf8 } from '../bundle/utf8.ts';
import type { TokenBytes } from './token-bytes.ts';

/**
 * Tokens that a part of an output was made of: [from, to) positions in `tokenIds` of the first token with a byte in the span to the last one.
 * Null when the tokens' bytes do not spell the text up to the end of the span (invalid UTF-8, another decoder, a token without bytes), and for
 * an empty span. One leading space that the decoder took away is allowed for.
 * @param span [start, end) in UTF-16 code units of `text`.
 */
export function toTokensOfSpan(
  tokenIds: readonly number[],
  tokenBytes: TokenBytes,
  text: string,
  [start, end]: readonly [number, number],
): readonly [from: number, to: number] | null {
  if (end <= start) return null;
  const wanted = encodeUtf8(text.slice(0, end));
  const spanStart = encodeUtf8(text.slice(0, start)).length;
  const first = tokenIds.map((id) => tokenBytes.get(id)).find((bytes) => bytes !== undefined && bytes.length > 0);
  const isShifted = first?.[0] === 0x20 && wanted[0] !== 0x20;
  let position = isShifted ? -1 : 0;
  let from: number | null = null;
  for (const [index, id] of tokenIds.entries()) {
    const bytes = tokenBytes.get(id);
    if (bytes === undefined) return null;
    for (const byte of bytes) {
      if (position >= 0 && position < wanted.length && byte !== wanted[position]) return null;
      position += 1;
    }
    if (from === null && bytes.length > 0 && position > spanStart) from = index;
    if (position >= wanted.length) return from === null ? null : [from, index + 1];
  }
  return null;
}
