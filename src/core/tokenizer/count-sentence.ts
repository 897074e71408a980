import { encodeUtf8 } from '../bundle/utf8.ts';
import type { TokenBytes } from '../text/token-bytes.ts';

/** Text ↔ tokens of a tokenizer alone: no template and no special tokens. */
export interface BareCodec {
  readonly encodeText: (text: string) => readonly number[];
  readonly decode: (tokenIds: readonly number[]) => string;
}

/** One sentence, counted. */
export interface SentenceCount {
  readonly characters: number;
  readonly words: number;
  readonly bytes: number;
  readonly tokens: number;
  /** Tokens of one byte that is part of a character of several; null where the bytes of tokens are not known. */
  readonly byteTokens: number | null;
  readonly isRoundTrip: boolean;
}

/** Above this, a byte of UTF-8 is part of a character of several bytes. */
const MAX_ASCII = 0x7f;

/** Counts a sentence in normalisation form C, in which texts of all encodings are the same. */
export function countSentence(sentence: string, codec: BareCodec, tokenBytes: TokenBytes | null): SentenceCount {
  const text = sentence.normalize('NFC');
  const ids = codec.encodeText(text);
  return {
    characters: Array.from(text).length,
    words: text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    bytes: encodeUtf8(text).length,
    tokens: ids.length,
    byteTokens: tokenBytes === null ? null : ids.filter((id) => isByteToken(tokenBytes.get(id))).length,
    // SentencePiece puts a space before a text and takes one away: what stands at its ends is not compared.
    isRoundTrip: codec.decode(ids).normalize('NFC').trim() === text.trim(),
  };
}

function isByteToken(bytes: Uint8Array | undefined): boolean {
  return bytes?.length === 1 && (bytes[0] ?? 0) > MAX_ASCII;
}
