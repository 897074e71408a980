import type { Script } from '../text/script.ts';

/** "and true is true", "and false is not true": PromptBench's English, the rest translated, AI-assisted. */
export const TAUTOLOGIES: Readonly<Record<Script, readonly [isTrue: string, isNotFalse: string]>> = {
  latin: ['and true is true', 'and false is not true'],
  devanagari: ['और सच सच है', 'और झूठ सच नहीं है'],
  bangla: ['এবং সত্য সত্যই', 'এবং মিথ্যা সত্য নয়'],
  kannada: ['ಮತ್ತು ಸತ್ಯವು ಸತ್ಯವೇ', 'ಮತ್ತು ಸುಳ್ಳು ಸತ್ಯವಲ್ಲ'],
  arabic: ['والصحيح صحيح', 'والخطأ ليس صحيحا'],
  han: ['真就是真', '假不是真'],
};
