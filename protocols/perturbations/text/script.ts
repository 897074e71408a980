/** Scripts that the catalogue knows, with the language whose pools they read: en, hi, bn, kn, ar, zh. */
export const SCRIPTS = ['latin', 'devanagari', 'bangla', 'kannada', 'arabic', 'han'] as const;
export type Script = (typeof SCRIPTS)[number];

/** A word of each script, or one character of Han, which writes no gaps between words. */
const WORDS: Readonly<Record<Script, RegExp>> = {
  latin: /\p{Script=Latin}[\p{Script=Latin}\p{M}'’]+/gu,
  devanagari: /\p{Script=Devanagari}[\p{Script=Devanagari}\p{M}\u200C\u200D]*/gu,
  bangla: /\p{Script=Bengali}[\p{Script=Bengali}\p{M}\u200C\u200D]*/gu,
  kannada: /\p{Script=Kannada}[\p{Script=Kannada}\p{M}\u200C\u200D]*/gu,
  arabic: /\p{Script=Arabic}[\p{Script=Arabic}\p{M}\u200C\u200D]*/gu,
  han: /\p{Script=Han}/gu,
};

/** Characters that a Han word has on average: with it, texts of all scripts are weighed in words. */
const HAN_CHARACTERS_PER_WORD = 2;

/**
 * The script of most words of a text, or null when it has none of `SCRIPTS`. Latin counts half, because names, labels and
 * units are written in Latin letters in texts of every language, and single letters do not count; of equals, the first of `SCRIPTS` but Latin last.
 */
export function toMainScript(text: string): Script | null {
  let main: Script | null = null;
  let most = 0;
  for (const script of [...SCRIPTS.slice(1), 'latin' as const]) {
    const count = text.match(WORDS[script])?.length ?? 0;
    const weight = script === 'han' ? count / HAN_CHARACTERS_PER_WORD : script === 'latin' ? count / 2 : count;
    if (weight > most) {
      main = script;
      most = weight;
    }
  }
  return main;
}
