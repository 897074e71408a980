import type { Script } from '../text/script.ts';

/** Scripts that are typed letter by letter; Han is typed through pinyin. */
export type KeyedScript = Exclude<Script, 'han'>;

/**
 * Rows of a layout from the number row down, unshifted and then shifted: keys by a space, `-` for a key without a letter or vowel sign.
 * Facts of US QWERTY, of InScript (IS 16350) as in xkb `in`, and of Arabic 101. Left out: viramas, finals and nuktas, ৎ (it
 * takes no vowel sign), the ligature لا, and U+0CB4, which xkb names and Unicode does not assign.
 */
export const KEYBOARDS: Readonly<Record<KeyedScript, readonly (readonly string[])[]>> = {
  latin: [['', 'q w e r t y u i o p', 'a s d f g h j k l', 'z x c v b n m']],
  devanagari: [
    ['- - - - - - - - - - - ृ', 'ौ ै ा ी ू ब ह ग द ज ड', 'ो े - ि ु प र क त च ट', '- - म न व ल स - - य'],
    ['- - - - - - - - - - - ऋ', 'औ ऐ आ ई ऊ भ ङ घ ध झ ढ ञ', 'ओ ए अ इ उ फ ऱ ख थ छ ठ', '- - ण ऩ ऴ ळ श ष - य़'],
  ],
  bangla: [
    ['- - - - - - - - - - - ৃ', 'ৌ ৈ া ী ূ ব হ গ দ জ ড', 'ো ে - ি ু প র ক ত চ ট', '- - ম ন ব ল স - - য়'],
    ['- - - - - - - - - - - ঋ', 'ঔ ঐ আ ঈ ঊ ভ ঙ ঘ ধ ঝ ঢ ঞ', 'ও এ অ ই উ ফ ঢ় খ থ ছ ঠ', '- - ণ - - - শ ষ - য'],
  ],
  kannada: [
    ['- - - - - - - - - - - ೃ', 'ೌ ೈ ಾ ೀ ೂ ಬ ಹ ಗ ದ ಜ ಡ', 'ೋ ೇ - ಿ ು ಪ ರ ಕ ತ ಚ ಟ', 'ೆ - ಮ ನ ವ ಲ ಸ - - ಯ'],
    ['- - - - - - - - - - - ಋ', 'ಔ ಐ ಆ ಈ ಊ ಭ ಙ ಘ ಧ ಝ ಢ ಞ', 'ಓ ಏ ಅ ಇ ಉ ಫ ಱ ಖ ಥ ಛ ಠ', 'ಎ - ಣ - - ಳ ಶ ಷ - -'],
  ],
  arabic: [
    ['', 'ض ص ث ق ف غ ع ه خ ح ج د', 'ش س ي ب ل ا ت ن م ك ط', 'ئ ء ؤ ر - ى ة و ز ظ'],
    ['', '- - - - - إ', '- - - - - أ', '- - - - - آ'],
  ],
};
