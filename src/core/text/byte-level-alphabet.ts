/** Bytes of the printable alphabet of byte-level BPE, by the character that stands for each (openai/gpt-2 encoder.py, bytes_to_unicode). */
export const byteByCharacter: ReadonlyMap<string, number> = createByteLevelAlphabet();

function createByteLevelAlphabet(): ReadonlyMap<string, number> {
  const alphabet = new Map<string, number>();
  let shifted = 256;
  for (let byte = 0; byte < 256; byte += 1) {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    alphabet.set(String.fromCodePoint(isPrintable ? byte : shifted), byte);
    if (!isPrintable) shifted += 1;
  }
  return alphabet;
}
