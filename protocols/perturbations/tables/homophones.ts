import type { Replacements } from '../text/replacement-sites.ts';
import { SYLLABLES } from './syllables.ts';

/** Weight of the candidates of a character, the most frequent first: what an input method offers first is mistaken most. */
const WEIGHTS = [4, 2, 2];

/**
 * For each character the other ones of its syllable, with its tone or with any; a candidate stands there as often as it weighs,
 * by its rank in frequency (4, 2, 2, 1 …), so that a uniform draw is a weighted one.
 */
export function toHomophones(tone: 'same' | 'any'): Replacements {
  const table = new Map<string, readonly string[]>();
  for (const syllable of SYLLABLES.split(' ')) {
    const tones = syllable.split('|');
    for (const group of tone === 'same' ? tones : [tones.join('')]) {
      const members = Array.from(group);
      for (const member of members) {
        const others = members.filter((other) => other !== member);
        table.set(
          member,
          others.flatMap((other, rank) => Array.from({ length: WEIGHTS[rank] ?? 1 }, () => other)),
        );
      }
    }
  }
  return table;
}

/** Homophones with the same tone. */
export const HOMOPHONES = toHomophones('same');
