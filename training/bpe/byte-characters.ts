/**
 * Character that stands for each of the 256 bytes in byte-level tokenizers: printable bytes stand for themselves, the others
 * for characters from U+0100 on. Source: openai/gpt-2, src/encoder.py, bytes_to_unicode.
 */
export const BYTE_CHARACTERS: readonly string[] = toByteCharacters();

const BYTE_BY_CHARACTER: ReadonlyMap<string, number> = new Map(
  BYTE_CHARACTERS.map((character, byte) => [character, byte]),
);

function toByteCharacters(): readonly string[] {
  const isPrintable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

const encoder = new TextEncoder();

/** UTF-8 bytes of a text, one character each. */
export function toByteText(text: string): string {
  let result = '';
  for (const byte of encoder.encode(text)) result += BYTE_CHARACTERS[byte] ?? '';
  return result;
}

/** Inverse of `toByteText`; bytes that are no UTF-8 become U+FFFD. */
export function fromByteText(byteText: string): string {
  const bytes = Array.from(byteText, (character) => BYTE_BY_CHARACTER.get(character) ?? 0);
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
