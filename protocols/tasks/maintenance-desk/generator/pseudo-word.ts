import type { Rng } from '#core/rng/rng.ts';
import type { Term } from './lexicon.ts';

const CONSONANTS: Readonly<Record<string, string>> = {
  b: 'ब',
  d: 'ड',
  f: 'फ',
  g: 'ग',
  k: 'क',
  l: 'ल',
  m: 'म',
  n: 'न',
  p: 'प',
  r: 'र',
  s: 'स',
  t: 'ट',
  v: 'व',
  z: 'ज़',
};
const VOWELS: Readonly<Record<string, string>> = { a: 'ा', e: 'े', i: 'ी', o: 'ो', u: 'ू' };
const CONSONANT_LETTERS = Object.keys(CONSONANTS).join('');
const VOWEL_LETTERS = Object.keys(VOWELS).join('');
const SHAPES = ['cvccvc', 'cvcvcvc', 'cvcvccv', 'cvccvcv'];

/** Every pseudo-word matches this and no held-out word does, so that none is ever invented by accident. */
export const PSEUDO_WORD: RegExp = new RegExp(
  `^(?:${SHAPES.map((shape) => shape.replaceAll('c', `[${CONSONANT_LETTERS}]`).replaceAll('v', `[${VOWEL_LETTERS}]`)).join('|')})$`,
  'i',
);

/** An invented word with the same sounds in Devanagari: what teaches copying rather than knowing. */
export function createPseudoWord(rng: Rng, isCapital: boolean): Term {
  const shape = SHAPES[rng.int(0, SHAPES.length - 1)] ?? 'cvccvc';
  let en = '';
  let hi = '';
  for (const place of shape) {
    const letters = place === 'c' ? CONSONANT_LETTERS : VOWEL_LETTERS;
    const letter = letters.charAt(rng.int(0, letters.length - 1));
    en += letter;
    hi += CONSONANTS[letter] ?? VOWELS[letter] ?? '';
  }
  return { en: isCapital ? en.charAt(0).toUpperCase() + en.slice(1) : en, hi };
}
