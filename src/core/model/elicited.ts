import * as z from 'zod';
import { FailureCode } from '../errors/failure.ts';
import { OptionScore } from './option-score.ts';
import { FinishReason, TokenLogprob, TrialTiming } from './trial-output.ts';

const shared = {
  /** The conversation with the answer and the question after it, as tokenised; null where it was never rendered. */
  prompt: z.string().nullable(),
  promptTokenIds: z.array(z.int().nonnegative()).nullable(),
  /** Confidence in [0, 1]; null where there is none. */
  value: z.number().min(0).max(1).nullable(),
  /**
   * Why the question has no reply: `context-overflow` where it does not fit into the model's context, else the infrastructure failure of the
   * last try. Null with a reply, also one that is no number. Never a failure of the trial.
   */
  failureCode: FailureCode.nullable(),
};

/** Reply to a `PTrueQuestion`: the two verdicts forced after the question, the true one first. `value` = P(true) / (P(true) + P(false)). */
export const ElicitedPTrue = z.strictObject({ ...shared, options: z.array(OptionScore).length(2).nullable() });
export type ElicitedPTrue = z.infer<typeof ElicitedPTrue>;

/** Reply to a `VerbalizedQuestion`, greedy. `value` is null where it is no number from 0 to 100. */
export const ElicitedVerbalized = z.strictObject({
  ...shared,
  outputText: z.string().nullable(),
  outputTokenIds: z.array(z.int().nonnegative()).nullable(),
  logprobs: z.array(TokenLogprob).nullable(),
  finishReason: FinishReason.nullable(),
});
export type ElicitedVerbalized = z.infer<typeof ElicitedVerbalized>;

/** What the model said of its own answer, by question; absent = not asked. Carries no time. */
export const Elicited = z.strictObject({
  pTrue: ElicitedPTrue.optional(),
  verbalized: ElicitedVerbalized.optional(),
});
export type Elicited = z.infer<typeof Elicited>;

/** Confidence sources that are asked for. */
export const ElicitedSource = z.enum(['p_true', 'verbalized']);
export type ElicitedSource = z.infer<typeof ElicitedSource>;

/**
 * Times of one question, apart from those of the answer. Equal answers of one prompt are asked about once: the times stand with the first
 * trial that gave the answer, the others have none.
 */
export const ElicitationTimings = z
  .array(TrialTiming.extend({ source: ElicitedSource }))
  .min(1)
  .max(2);
export type ElicitationTimings = z.infer<typeof ElicitationTimings>;
