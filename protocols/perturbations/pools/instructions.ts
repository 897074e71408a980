import { INDIC_INSTRUCTIONS } from './instructions-indic.ts';

/** How far a wording is from the plain one: HAL's four strengths. */
export const STRENGTHS = ['mild', 'medium', 'strong', 'naturalistic'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** One instruction: its plain wordings, and another wording of each strength. */
export interface Instruction extends Readonly<Record<Strength, string>> {
  readonly plain: readonly string[];
}

/**
 * Instructions of multiple-choice, short-answer and quoting tasks. Frozen: written for this project, AI-assisted, never by the model under
 * test, not reviewed by native speakers (class L).
 */
export const INSTRUCTIONS: readonly Instruction[] = [
  {
    plain: ['Answer the question.', 'Answer the following question.', 'Please answer the question.'],
    mild: 'Please give an answer to the question.',
    medium: 'Read the question and respond to it.',
    strong: 'Your job is to say what the right response to the question is.',
    naturalistic: 'can you answer this one for me?',
  },
  {
    plain: ['Choose the correct option.', 'Choose the right option.', 'Select the correct option.'],
    mild: 'Please choose the correct option.',
    medium: 'Pick the option that is right.',
    strong: 'Exactly one of the options is true: say which.',
    naturalistic: 'which of these is right?',
  },
  {
    plain: [
      'Answer with the letter only.',
      'Answer with the letter.',
      'Reply with one letter.',
      'Give only the letter.',
    ],
    mild: 'Please answer with only the letter.',
    medium: 'Write nothing but the letter of the answer.',
    strong: 'Your whole reply must be the letter that stands before the right option.',
    naturalistic: 'just the letter please',
  },
  {
    plain: ['Answer in one word.', 'Answer with one word.', 'Give a one-word answer.'],
    mild: 'Please answer in one word.',
    medium: 'Use a single word for your answer.',
    strong: 'Your whole reply must consist of exactly one word.',
    naturalistic: 'one word is enough',
  },
  {
    plain: [
      'Quote the fact, then answer.',
      'First quote the fact, then answer.',
      'Quote the fact that helps, then answer.',
    ],
    mild: 'Please quote the fact first and then answer.',
    medium: 'Repeat the fact that you use before you answer.',
    strong: 'Your reply has two parts: the fact that decides the question, word for word, and then the answer.',
    naturalistic: 'show me the fact you use and then the answer',
  },
  {
    plain: ['Read the facts and answer with the letter.'],
    mild: 'Please read the facts and answer with the letter.',
    medium: 'Answer from the facts; write the letter.',
    strong: 'Decide from the facts below and nothing else, and let your reply be the letter of the right option.',
    naturalistic: 'look at the facts and tell me the letter',
  },
  {
    plain: ['Read the facts and answer.', 'Use only these facts.'],
    mild: 'Please read the facts and answer.',
    medium: 'Answer from the facts that are given.',
    strong: 'What you may use is the facts below and nothing else: decide from them.',
    naturalistic: 'look at the facts and tell me',
  },
  ...INDIC_INSTRUCTIONS,
  {
    plain: ['أجب عن السؤال.', 'أجب على السؤال.', 'أجب عن السؤال التالي.'],
    mild: 'من فضلك أجب عن السؤال.',
    medium: 'اقرأ السؤال وقدم الإجابة عنه.',
    strong: 'مهمتك أن تذكر الإجابة الصحيحة عن السؤال.',
    naturalistic: 'ممكن تجاوب على هذا؟',
  },
  {
    plain: ['اختر الإجابة الصحيحة.', 'اختر الخيار الصحيح.'],
    mild: 'من فضلك اختر الإجابة الصحيحة.',
    medium: 'حدد الخيار الصحيح من بين الخيارات.',
    strong: 'واحد فقط من الخيارات صحيح: اذكره.',
    naturalistic: 'أي واحد هو الصحيح؟',
  },
  {
    plain: ['أجب بالحرف فقط.', 'اكتب الحرف فقط.'],
    mild: 'من فضلك أجب بالحرف فقط.',
    medium: 'لا تكتب غير حرف الإجابة.',
    strong: 'يجب أن يكون ردك كله هو الحرف الذي يسبق الخيار الصحيح.',
    naturalistic: 'الحرف فقط لو سمحت',
  },
  {
    plain: ['أجب بكلمة واحدة.', 'أجب بكلمة واحدة فقط.'],
    mild: 'من فضلك أجب بكلمة واحدة.',
    medium: 'استخدم كلمة واحدة للإجابة.',
    strong: 'يجب أن يتكون ردك كله من كلمة واحدة لا غير.',
    naturalistic: 'كلمة واحدة تكفي',
  },
  {
    plain: ['请回答问题。', '回答问题。', '请回答下面的问题。'],
    mild: '请你回答这个问题。',
    medium: '请阅读问题并作答。',
    strong: '你的任务是说出这个问题的正确答案。',
    naturalistic: '帮我看看这个怎么答',
  },
  {
    plain: ['请选择正确的选项。', '选择正确的选项。', '请选出正确答案。'],
    mild: '请你选择正确的选项。',
    medium: '请指出哪个选项是对的。',
    strong: '选项中只有一个是正确的，请指出是哪一个。',
    naturalistic: '哪个是对的？',
  },
  {
    plain: ['只回答字母。', '请只回答字母。', '只写选项字母。'],
    mild: '请你只回答字母。',
    medium: '除了选项的字母，什么都不要写。',
    strong: '你的全部回答必须是正确选项前面的那个字母。',
    naturalistic: '告诉我字母就行',
  },
  {
    plain: ['请用一个词回答。', '用一个词回答。'],
    mild: '请你用一个词来回答。',
    medium: '回答时只用一个词。',
    strong: '你的全部回答必须只有一个词。',
    naturalistic: '一个词就够了',
  },
];
