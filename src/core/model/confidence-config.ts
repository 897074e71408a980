import * as z from 'zod';

/** Text of a question; `max` keeps a follow-up shorter than most prompts. */
const question = z.string().min(1).max(4000);

/** What is forced after the question; leading space is part of it. */
const verdict = z.string().min(1).max(100);

/** `p_true`: the model is shown its own answer and asked whether it is right. */
export const PTrueQuestion = z.strictObject({
  question,
  /** Text that says that the answer is right, and the one that says that it is wrong. */
  trueText: verdict,
  falseText: verdict,
});
export type PTrueQuestion = z.infer<typeof PTrueQuestion>;

/** `verbalized`: the model is shown its own answer and asked for a number from 0 to 100. */
export const VerbalizedQuestion = z.strictObject({
  question,
  /** Tokens of the reply, which is greedy; a reply that is cut is no number. */
  maxNewTokens: z.int().min(1).max(64),
});
export type VerbalizedQuestion = z.infer<typeof VerbalizedQuestion>;

/**
 * How sure a model says that it is, asked after each answer in the same conversation (METRICS §4.9). The texts are in the language of the
 * task: they are data, no default applies. The answers themselves stay what they are without these questions.
 */
export const ConfidenceConfig = z
  .strictObject({
    /** Null = not asked. */
    pTrue: PTrueQuestion.nullable(),
    /** Null = not asked. */
    verbalized: VerbalizedQuestion.nullable(),
    /** Which conditions' answers are asked about; the plain prompts alone cost least. */
    conditions: z.enum(['original', 'all']),
  })
  .superRefine(({ pTrue, verbalized }, context) => {
    if (pTrue === null && verbalized === null)
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'asks nothing: give it pTrue, verbalized or both, or make it null',
      });
    if (pTrue !== null && pTrue.trueText === pTrue.falseText)
      context.addIssue({ code: 'custom', path: ['pTrue', 'falseText'], message: 'must differ from trueText' });
  });
export type ConfidenceConfig = z.infer<typeof ConfidenceConfig>;
