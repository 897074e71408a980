import type { PTrueQuestion, VerbalizedQuestion } from '#core/model/confidence-config.ts';

/** Questions in one language, to begin with; a configuration keeps its own. */
export interface ConfidenceTexts {
  readonly language: string;
  readonly pTrue: PTrueQuestion;
  readonly verbalized: VerbalizedQuestion;
}

/** Tokens of "100" and a full stop in small vocabularies, with room for a space. */
const REPLY_TOKENS = 8;

export const ENGLISH_TEXTS: ConfidenceTexts = {
  language: 'English',
  pTrue: { question: 'Is your answer right? Reply True or False.', trueText: 'True', falseText: 'False' },
  verbalized: {
    question: 'How sure are you that your answer is right? Respond with ONLY a number between 0 and 100.',
    maxNewTokens: REPLY_TOKENS,
  },
};

/** Not reviewed by a native speaker. */
export const HINDI_TEXTS: ConfidenceTexts = {
  language: 'Hindi',
  pTrue: { question: 'क्या आपका उत्तर सही है? केवल सही या गलत लिखें।', trueText: 'सही', falseText: 'गलत' },
  verbalized: {
    question: 'आपको कितना विश्वास है कि आपका उत्तर सही है? केवल 0 से 100 के बीच की एक संख्या लिखें।',
    maxNewTokens: REPLY_TOKENS,
  },
};
