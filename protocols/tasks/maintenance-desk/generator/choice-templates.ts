import type { Lexicon } from './lexicon.ts';

/**
 * How options are listed and how the answer is given. Letters are learnt in steps of difficulty: a small model reads
 * forward, so a letter after its text is found like any next word, a letter before it needs a look back, and a letter
 * alone needs the text found in mind first (MODELS §B4: such letters stay at chance without the easier forms).
 */
export type ChoiceKind = 'text-inline' | 'text-listed' | 'letter-after' | 'letter-before' | 'letter-only';

/** Requests by kind; `{facts}`, `{question}` and `{options}`. */
export const CHOICE_REQUESTS: Readonly<Record<ChoiceKind, Lexicon<string>>> = {
  'text-inline': {
    train: [
      'Facts: {facts}\nQuestion: {question}\nOptions: {options}',
      '{facts}\n{question}\nChoose one: {options}',
      'Read the facts and choose the right option.\n{facts}\nQuestion: {question}\nOptions: {options}',
      '{facts}\nOptions: {options}\nQuestion: {question}\nAnswer:',
    ],
    heldOut: ['Known: {facts}\nPick the true answer out of {options}\n{question}'],
  },
  'text-listed': {
    train: [
      'Facts: {facts}\nQuestion: {question}\n{options}\nAnswer with the text of the option.',
      '{facts}\n{question}\n{options}\nGive the text, not the letter.',
      'Facts: {facts}\n\nQuestion: {question}\n{options}\nWrite the right text.',
    ],
    heldOut: ['Known: {facts}\n{question}\n{options}\nReply in words, without any letter.'],
  },
  'letter-after': {
    train: [
      'Facts: {facts}\nQuestion: {question}\nOptions: {options}\nGive the option with its letter.',
      '{facts}\n{question}\nChoose one with its letter: {options}',
      'Read the facts. {facts}\nOptions: {options}\nQuestion: {question}\nAnswer with option and letter.',
    ],
    heldOut: ['Known: {facts}\n{question}\nCopy the true one with its bracket: {options}'],
  },
  'letter-before': {
    train: [
      'Facts: {facts}\nQuestion: {question}\n{options}\nGive the option, then its letter in brackets.',
      '{facts}\n{question}\n{options}\nAnswer with option and letter.',
      'Facts: {facts}\n\nQuestion: {question}\n{options}\nWrite the text and the letter.',
    ],
    heldOut: ['Known: {facts}\n{question}\n{options}\nReply in words and put the letter behind them.'],
  },
  'letter-only': {
    train: [
      'Facts: {facts}\nQuestion: {question}\n{options}\nAnswer with the letter only.',
      '{facts}\n{question}\n{options}\nWhich letter is correct?',
      'Use only these facts: {facts}\n{question}\n{options}\nReply with one letter.',
    ],
    heldOut: ['Known: {facts}\n{question}\n{options}\nName the letter of the true answer.'],
  },
};
