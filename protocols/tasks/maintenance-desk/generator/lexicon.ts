import { assert } from '#core/errors/assert.ts';

/** A word or short phrase with its Hindi form, which is the same in the direct and the oblique case. */
export interface Term {
  readonly en: string;
  readonly hi: string;
}

/** Values of which some are kept for the held-out split; `heldOut` may be empty. */
export interface Lexicon<T> {
  readonly train: readonly T[];
  readonly heldOut: readonly T[];
}

/** A list of terms. `pseudo` says whether an invented word may stand in for one, and how it begins. */
export interface TermLexicon extends Lexicon<Term> {
  readonly pseudo: 'none' | 'lower' | 'capital';
}

/** The terms of `english=hindi; english=hindi; …`. */
export function toTerms(text: string): readonly Term[] {
  return toPhrases(text).map((pair) => {
    const [en, hi, ...rest] = pair.split('=');
    assert(en !== undefined && hi !== undefined && rest.length === 0, `not a pair: ${pair}`);
    return { en, hi };
  });
}

/** The phrases of `one; two; …`, trimmed. */
export function toPhrases(text: string): readonly string[] {
  return text
    .split(';')
    .map((phrase) => phrase.replaceAll(/\s+/g, ' ').trim())
    .filter((phrase) => phrase !== '');
}

/** A term that is written the same in both languages. */
export function toSameTerm(text: string): Term {
  return { en: text, hi: text };
}
