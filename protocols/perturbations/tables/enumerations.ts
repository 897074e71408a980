import type { Script } from '../text/script.ts';

const ASCII = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

const ROMAN =
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi'.split(' ');

const toNumbers = (zero: number): readonly string[] =>
  ASCII.map((_, index) => Array.from(String(index + 1), (digit) => String.fromCharCode(zero + Number(digit))).join(''));

const toLetters = (letters: string): readonly string[] => letters.split(' ');

/** Labels that options may have; a list may hold fewer than the 26 that a sample may ask for. */
export const DECIMAL = toNumbers(0x30);
export const CAPITALS: readonly string[] = ASCII;
export const SMALL_LETTERS: readonly string[] = ASCII.map((letter) => letter.toLowerCase());
/** Ⅰ … Ⅻ, U+2160 on. */
export const ROMAN_SIGNS: readonly string[] = Array.from({ length: 12 }, (_, index) =>
  String.fromCharCode(0x2160 + index),
);
export const ROMAN_SMALL: readonly string[] = ROMAN;
export const ROMAN_CAPITALS: readonly string[] = ROMAN.map((label) => label.toUpperCase());
/** Signs that no alphabet orders. */
export const RARE_SYMBOLS = toLetters('§ ¶ † ‡ ¤ ¢ ¥ £ © ®');

/** Digits of a script as labels; Han counts 一 二 三. */
export const NATIVE_DIGITS: Readonly<Record<Exclude<Script, 'latin'>, readonly string[]>> = {
  devanagari: toNumbers(0x0966),
  bangla: toNumbers(0x09e6),
  kannada: toNumbers(0x0ce6),
  arabic: toNumbers(0x0660),
  han: toLetters('一 二 三 四 五 六 七 八 九 十'),
};

/** The letters with which a script counts: consonants, abjad, heavenly stems. */
export const NATIVE_LETTERS: Readonly<Record<Script, readonly string[]>> = {
  latin: SMALL_LETTERS,
  devanagari: toLetters('क ख ग घ च छ ज झ ट ठ'),
  bangla: toLetters('ক খ গ ঘ চ ছ জ ঝ ট ঠ'),
  kannada: toLetters('ಕ ಖ ಗ ಘ ಚ ಛ ಜ ಝ ಟ ಠ'),
  arabic: toLetters('أ ب ج د و ز ح ط ي ك'),
  han: toLetters('甲 乙 丙 丁 戊 己 庚 辛 壬 癸'),
};
