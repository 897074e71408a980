import { parseJson } from '#core/bundle/parse-json.ts';
import { byteByCharacter } from '#core/text/byte-level-alphabet.ts';
import * as z from 'zod';

/** The parts of a tokenizer.json that name tokens. */
const Vocabulary = z.object({
  model: z.object({ vocab: z.union([z.record(z.string(), z.number()), z.array(z.tuple([z.string(), z.number()]))]) }),
  added_tokens: z.array(z.object({ id: z.number(), content: z.string() })).optional(),
  pre_tokenizer: z.unknown().optional(),
  decoder: z.unknown().optional(),
});

/** Text of single tokens by id; an id that the vocabulary does not have is absent. */
export type TokenPieces = ReadonlyMap<number, string>;

/**
 * Pieces of a Hugging Face tokenizer, for reading only: one token may hold part of a character, shown as its bytes.
 * Empty when there is no tokenizer.json or none that can be read.
 */
export function parseTokenPieces(tokenizerFiles: Readonly<Record<string, string>>): TokenPieces {
  const text = Object.entries(tokenizerFiles).find(([path]) => /(^|\/)tokenizer\.json$/.test(path))?.[1];
  const json = text === undefined ? null : parseJson(text);
  const parsed = json?.ok === true ? Vocabulary.safeParse(json.value) : null;
  if (parsed?.success !== true) return new Map();
  const { model, added_tokens: addedTokens = [], pre_tokenizer: preTokenizer, decoder } = parsed.data;
  const isByteLevel = JSON.stringify([preTokenizer, decoder]).includes('"ByteLevel"');
  const entries: readonly (readonly [string, number])[] = Array.isArray(model.vocab)
    ? model.vocab.map(([piece], id) => [piece, id])
    : Object.entries(model.vocab);
  const pieces = new Map(
    entries.map(([piece, id]) => [id, isByteLevel ? decodeByteLevel(piece) : piece.replaceAll('▁', ' ')]),
  );
  for (const { id, content } of addedTokens) pieces.set(id, content);
  return pieces;
}

/** A token as text with its white space visible, or its id where no text is known. */
export function toPieceText(pieces: TokenPieces, id: number): string {
  const piece = pieces.get(id);
  return piece === undefined ? `#${id}` : piece.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
}

function decodeByteLevel(piece: string): string {
  const bytes = Array.from(piece, (character) => byteByCharacter.get(character));
  const known = bytes.filter((byte) => byte !== undefined);
  if (known.length !== bytes.length) return piece;
  const text = new TextDecoder().decode(new Uint8Array(known));
  return text.includes('\uFFFD') ? known.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('') : text;
}
