/** Code points of a text after NFC, so that canonically equal texts are equal here too; units of METRICS §2.12. */
export function toCodePoints(text: string): Int32Array {
  return Int32Array.from(text.normalize('NFC'), (character) => character.codePointAt(0) ?? 0);
}
