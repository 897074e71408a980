import type { Script } from './script.ts';

/** One thing that a writer would add, drop or mistake as a whole. */
export interface TextUnit {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Null: fixed, must stay as it is and where it is. */
  readonly script: Script | null;
}

// METRICS §11. An akshara is a run of consonants joined by viramas with the vowel sign and final that follow, or a vowel letter.
const KANNADA =
  '(?:[\\u0C95-\\u0CB9\\u0CDE]\\u0CBC?\\u0CCD)*[\\u0C95-\\u0CB9\\u0CDE]\\u0CBC?(?:\\u0CCD|[\\u0CBE-\\u0CCC\\u0CD5\\u0CD6]+)?[\\u0C82\\u0C83]?|[\\u0C85-\\u0C94\\u0CE0\\u0CE1][\\u0C82\\u0C83]?';
const BANGLA =
  '(?:[\\u0995-\\u09B9\\u09CE\\u09DC-\\u09DF]\\u09BC?\\u09CD)*[\\u0995-\\u09B9\\u09CE\\u09DC-\\u09DF]\\u09BC?(?:\\u09CD|[\\u09BE-\\u09CC\\u09D7]+)?[\\u0981-\\u0983]?|[\\u0985-\\u0994][\\u0981-\\u0983]?';
const DEVANAGARI =
  '(?:[\\u0915-\\u0939\\u0958-\\u095F]\\u093C?\\u094D)*[\\u0915-\\u0939\\u0958-\\u095F]\\u093C?(?:\\u094D|[\\u093E-\\u094C]+)?[\\u0901-\\u0903]?|[\\u0904-\\u0914][\\u0901-\\u0903]?';
const ARABIC = '[\\u0621-\\u063A\\u0641-\\u064A\\u0671-\\u06D3\\u06D5][\\u064B-\\u0652\\u0670]*';
const LATIN = '\\p{Script=Latin}\\p{M}*';
const HAN = '\\p{Script=Han}[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]?';

const UNIT = new RegExp(`(${LATIN})|(${DEVANAGARI})|(${BANGLA})|(${KANNADA})|(${ARABIC})|(${HAN})|[^]`, 'gu');
const GROUPS: readonly Script[] = ['latin', 'devanagari', 'bangla', 'kannada', 'arabic', 'han'];

/** Marks and joiners: what stands beside one is bound to it. */
const BOUND = /^[\p{M}\u200C\u200D]/u;

/**
 * Cuts a text into units, without gaps: aksharas, Arabic letters with their vowel marks, Latin letters with their marks, Han
 * characters; everything else is one fixed unit a code point. A unit beside a mark or joiner that belongs to no unit (such
 * as the virama after a vowel letter in অ্যা) is fixed too, because moving it would leave that mark without its base.
 */
export function toTextUnits(text: string): readonly TextUnit[] {
  const units = Array.from(text.matchAll(UNIT), (match): TextUnit => {
    const group = GROUPS.findIndex((_, position) => match[position + 1] !== undefined);
    return { start: match.index, end: match.index + match[0].length, script: GROUPS[group] ?? null };
  });
  const isBound = units.map(({ start, script }) => script === null && BOUND.test(text.slice(start, start + 2)));
  return units.map((unit, index) =>
    isBound[index - 1] === true || isBound[index + 1] === true ? { ...unit, script: null } : unit,
  );
}
