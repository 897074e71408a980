import type { Script } from '../text/script.ts';

/** An option that is right when no other is; AI-assisted translations, not reviewed by native speakers. */
export const NONE_OF_THESE: Readonly<Record<Script, string>> = {
  latin: 'none of these',
  devanagari: 'इनमें से कोई नहीं',
  bangla: 'এদের কোনোটিই নয়',
  kannada: 'ಇವುಗಳಲ್ಲಿ ಯಾವುದೂ ಅಲ್ಲ',
  arabic: 'لا شيء مما سبق',
  han: '以上都不是',
};
