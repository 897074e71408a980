import * as z from 'zod';
import { parseJson } from '../bundle/parse-json.ts';
import { encodeUtf8 } from '../bundle/utf8.ts';
import { byteByCharacter } from './byte-level-alphabet.ts';

/** The parts of a tokenizer.json that say what bytes a token stands for. */
const TokenizerJson = z.object({
  model: z.object({ vocab: z.union([z.record(z.string(), z.int()), z.array(z.tuple([z.string(), z.number()]))]) }),
  added_tokens: z.array(z.object({ id: z.int(), content: z.string(), special: z.boolean().optional() })).optional(),
  pre_tokenizer: z.unknown().optional(),
  decoder: z.unknown().optional(),
});

/** UTF-8 bytes that each token adds to a text; none for special tokens, which are left out of texts. */
export type TokenBytes = ReadonlyMap<number, Uint8Array>;

/** A byte written as a token of its own, as SentencePiece does for characters that it does not know. */
const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/;

/**
 * Bytes of every token of a Hugging Face tokenizer.json: byte-level BPE, and vocabularies that write a space as "▁". Null when the file
 * cannot be read. Whether the bytes are right shows only where a text is compared with them, which `toTokensOfSpan` does.
 */
export function parseTokenBytes(tokenizerJson: string): TokenBytes | null {
  const json = parseJson(tokenizerJson);
  const parsed = json.ok ? TokenizerJson.safeParse(json.value) : null;
  if (parsed?.success !== true) return null;
  const { model, added_tokens: added = [], pre_tokenizer: preTokenizer, decoder } = parsed.data;
  const isByteLevel = JSON.stringify([preTokenizer, decoder]).includes('"ByteLevel"');
  const entries: readonly (readonly [string, number])[] = Array.isArray(model.vocab)
    ? model.vocab.map(([piece], id) => [piece, id])
    : Object.entries(model.vocab);
  const bytes = new Map(entries.map(([piece, id]) => [id, isByteLevel ? toByteLevel(piece) : toPlain(piece)]));
  for (const { id, content, special } of added)
    bytes.set(id, special === true ? new Uint8Array() : encodeUtf8(content));
  return bytes;
}

function toByteLevel(piece: string): Uint8Array {
  const bytes = Array.from(piece, (character) => byteByCharacter.get(character));
  return bytes.includes(undefined) ? encodeUtf8(piece) : Uint8Array.from(bytes, (byte) => byte ?? 0);
}

function toPlain(piece: string): Uint8Array {
  const byte = BYTE_TOKEN.exec(piece)?.[1];
  return byte === undefined ? encodeUtf8(piece.replaceAll('▁', ' ')) : Uint8Array.of(Number.parseInt(byte, 16));
}
