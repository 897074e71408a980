import { BLOCKS, CONSONANTS, FINALS, NUKTA, NUKTA_CONSONANTS, SIGNS, VIRAMA, VOWELS } from '../tables/iso-15919.ts';

/** Scripts that can be transliterated. */
export type IndicScript = keyof typeof BLOCKS;

/** A letter in Latin: a consonant waits for its vowel. */
interface LatinLetter {
  readonly text: string;
  readonly kind: 'consonant' | 'vowel' | 'final';
}

/** ೞ stands outside the common order; the letter of its sound in that order is not assigned in Kannada. */
const KANNADA_LLLA = 0x5e;

function toConsonant(script: IndicScript, offset: number): string | undefined {
  return script === 'kannada' && offset === KANNADA_LLLA ? 'ḻ' : CONSONANTS.get(offset);
}

/**
 * The letters of one Indic word, or null when it holds something that ISO 15919 has no lossless letter for. Consonants before a virama
 * have no vowel, other ones have the inherent a.
 */
function toLetters(word: string, script: IndicScript): readonly LatinLetter[] | null {
  const offsets = Array.from(word.normalize('NFC'), (character) => (character.codePointAt(0) ?? 0) - BLOCKS[script]);
  const letters: LatinLetter[] = [];
  let index = 0;
  while (index < offsets.length) {
    const offset = offsets[index] ?? 0;
    const hasNukta = offsets[index + 1] === NUKTA;
    const consonant = hasNukta ? NUKTA_CONSONANTS.get(offset) : toConsonant(script, offset);
    index += hasNukta ? 2 : 1;
    const vowel = VOWELS.get(offset);
    const final = FINALS.get(offset);
    if (consonant !== undefined) {
      letters.push({ text: consonant, kind: 'consonant' });
      const next = offsets[index] ?? 0;
      const sign = SIGNS.get(next);
      if (next !== VIRAMA) letters.push({ text: sign ?? 'a', kind: 'vowel' });
      if (next === VIRAMA || sign !== undefined) index += 1;
    } else if (vowel !== undefined && !hasNukta) letters.push({ text: vowel, kind: 'vowel' });
    else if (final !== undefined) letters.push({ text: final, kind: 'final' });
    else return null;
  }
  return letters;
}

/** ISO 15919 puts a colon where two letters would read as one: a:i is not ai, k:h is not kh. */
function isAmbiguous(left: string, right: string): boolean {
  return (
    (left.endsWith('a') && /^[iu]/.test(right)) || (/^[kgcjṭḍtdpbṛ]/u.test(left.slice(-1)) && right.startsWith('h'))
  );
}

/** A word of one Indic script in ISO 15919, or null when it could not be read back. */
export function toIso15919(word: string, script: IndicScript): string | null {
  const letters = toLetters(word, script);
  if (letters === null) return null;
  const latin = letters.reduce((text, letter) => text + (isAmbiguous(text, letter.text) ? ':' : '') + letter.text, '');
  return fromIso15919(latin, script) === word.normalize('NFC') ? latin.normalize('NFC') : null;
}

/** Letters of ISO 15919 as they stand in normalised text, longest first. */
const TOKENS: readonly (readonly [text: string, letter: string, kind: LatinLetter['kind']])[] = [
  ...[...CONSONANTS.values(), ...NUKTA_CONSONANTS.values()].map((letter) => [letter, 'consonant'] as const),
  ...[...VOWELS.values()].map((letter) => [letter, 'vowel'] as const),
  ...[...FINALS.values()].map((letter) => [letter, 'final'] as const),
]
  .map(([letter, kind]) => [letter.normalize('NFC'), letter, kind] as const)
  .toSorted((a, b) => b[0].length - a[0].length);

/** Reads ISO 15919 back into a script: the inverse of `toIso15919`. Null for text that is none. */
export function fromIso15919(latin: string, script: IndicScript): string | null {
  const text = latin.normalize('NFC');
  let native = '';
  let isWaiting = false;
  let offset = 0;
  while (offset < text.length) {
    if (text.charAt(offset) === ':') {
      offset += 1;
      continue;
    }
    const at = offset;
    const token = TOKENS.find(([written]) => text.startsWith(written, at));
    if (token === undefined) return null;
    const [written, letter, kind] = token;
    if (kind === 'consonant') {
      native += (isWaiting ? toPoint(script, VIRAMA) : '') + toNativeConsonant(letter, script);
      isWaiting = true;
    } else if (kind === 'vowel') {
      native += isWaiting ? toNativeSign(letter, script) : toPoint(script, findOffset(VOWELS, letter));
      isWaiting = false;
    } else {
      native += (isWaiting ? toPoint(script, VIRAMA) : '') + toPoint(script, findOffset(FINALS, letter));
      isWaiting = false;
    }
    offset += written.length;
  }
  return (native + (isWaiting ? toPoint(script, VIRAMA) : '')).normalize('NFC');
}

function toNativeConsonant(letter: string, script: IndicScript): string {
  if (letter === 'ḻ' && script === 'kannada') return toPoint(script, KANNADA_LLLA);
  const plain = [...CONSONANTS].find(([, text]) => text === letter)?.[0];
  if (plain !== undefined) return toPoint(script, plain);
  return toPoint(script, findOffset(NUKTA_CONSONANTS, letter)) + toPoint(script, NUKTA);
}

function toNativeSign(letter: string, script: IndicScript): string {
  return letter === 'a' ? '' : toPoint(script, findOffset(SIGNS, letter));
}

function findOffset(table: ReadonlyMap<number, string>, letter: string): number {
  return [...table].find(([, text]) => text === letter)?.[0] ?? 0;
}

function toPoint(script: IndicScript, offset: number): string {
  return String.fromCodePoint(BLOCKS[script] + offset);
}
