import type { CharacterTest } from './regex-program.ts';

const ASCII = 128;

/** Tests one code point against one class, escape or character, by the platform's own expression; answers for ASCII are kept. */
export function toCharacterTest(source: string, flags: string): CharacterTest {
  const expression = new RegExp(`^(?:${source})$`, `u${flags.replace('m', '')}`);
  const known = Array.from({ length: ASCII }, (_, code) => expression.test(String.fromCharCode(code)));
  return (character) =>
    (character.length === 1 ? known[character.charCodeAt(0)] : undefined) ?? expression.test(character);
}
