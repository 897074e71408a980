import type { EditSite } from './edit-sites.ts';
import type { Replacements } from './replacement-sites.ts';

/** A word of Latin letters, with apostrophes inside it. */
const WORD = /(?<![\p{L}\p{M}\p{N}_'’])\p{Script=Latin}+(?:['’]\p{Script=Latin}+)*(?![\p{L}\p{M}\p{N}_])/gu;

/** Words of a table (keys in lower case) in a text, whatever their capitals; a replacement takes over the capitals of the word. */
export function toWordSites(text: string, table: Replacements): readonly EditSite[] {
  return Array.from(text.matchAll(WORD)).flatMap((match): readonly EditSite[] => {
    const [word] = match;
    const replacements = (table.get(word.toLowerCase().replaceAll('’', "'")) ?? [])
      .map((replacement) => toSameCase(word, replacement))
      .filter((replacement) => replacement !== word);
    return replacements.length === 0 ? [] : [{ start: match.index, end: match.index + word.length, replacements }];
  });
}

/** The replacement with a capital, or in capitals, when the word is so. */
export function toSameCase(word: string, replacement: string): string {
  const isCapital = word.charAt(0) !== word.charAt(0).toLowerCase();
  if (!isCapital) return replacement;
  if (word.length > 1 && word === word.toUpperCase()) return replacement.toUpperCase();
  return replacement.charAt(0).toUpperCase() + replacement.slice(1);
}
