import type { Replacements } from './replacement-sites.ts';

/** How far each row stands to the right of the number row, in widths of a key. */
const ROW_OFFSETS = [0, 0.5, 0.75, 1.25];

interface Key {
  readonly text: string;
  readonly row: number;
  readonly x: number;
}

/** Keys touch when they stand beside each other or less than a key's width apart in rows that touch. */
function isBeside(a: Key, b: Key): boolean {
  const distance = Math.abs(a.x - b.x);
  return a.row === b.row ? distance === 1 : Math.abs(a.row - b.row) === 1 && distance < 1;
}

const SIGN = /^\p{M}/u;
const VOWEL = /^[\u0904-\u0914\u0985-\u0994\u0C85-\u0C94]/;

/** Vowel signs, vowel letters and other letters: a typing error across them would leave a sign without its letter. */
function toKind(text: string): 'sign' | 'vowel' | 'letter' {
  return SIGN.test(text) ? 'sign' : VOWEL.test(text) ? 'vowel' : 'letter';
}

/**
 * For each character of a layout the characters of the same kind on keys that touch its key, at the same shift level; itself never.
 * Built from the layout, as METRICS §10.2 asks: tables made by code-point offset name letters that do not exist.
 */
export function toKeyNeighbours(levels: readonly (readonly string[])[]): Replacements {
  const table = new Map<string, readonly string[]>();
  for (const rows of levels) {
    const keys = rows.flatMap((line, row) =>
      line
        .split(' ')
        .map((text, column): Key => ({ text, row, x: column + (ROW_OFFSETS[row] ?? 0) }))
        .filter(({ text }) => text !== '-' && text !== ''),
    );
    for (const key of keys) {
      const neighbours = keys
        .filter((other) => isBeside(key, other) && toKind(other.text) === toKind(key.text) && other.text !== key.text)
        .map(({ text }) => text);
      table.set(key.text, [...new Set([...(table.get(key.text) ?? []), ...neighbours])]);
    }
  }
  return table;
}
