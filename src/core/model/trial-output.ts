import * as z from 'zod';
import { OptionScore } from './option-score.ts';

/** Raw log-probabilities at T = 1 of the chosen token and of the best other one, natural log, rounded to 1e-6. */
export const TokenLogprob = z.strictObject({
  token: z.int().nonnegative(),
  logprob: z.number().max(0),
  runnerUp: z.int().nonnegative(),
  runnerUpLogprob: z.number().max(0),
});
export type TokenLogprob = z.infer<typeof TokenLogprob>;

/** Why generation ended. `length`: maxNewTokens reached; `context`: the model's context is full; `chosen`, `scored`: nothing was generated. */
export const FinishReason = z.enum(['stop-token', 'stop-string', 'length', 'context', 'chosen', 'scored']);
export type FinishReason = z.infer<typeof FinishReason>;

/** What one trial produced. Identical on every class-A runtime; carries no time. */
export const TrialOutput = z.strictObject({
  /** Text of the output tokens without the stop token, cut before the stop string; of a choice the forced text of the chosen option, of a text the text. */
  outputText: z.string(),
  /** Every sampled token in order, the stop token included; of a choice the tokens of the chosen option, of a text its own. */
  outputTokenIds: z.array(z.int().nonnegative()),
  /** One entry per output token. */
  logprobs: z.array(TokenLogprob),
  finishReason: FinishReason,
  /** Every option of the sample in its order, where the model chose among them; absent where it generated. */
  options: z.array(OptionScore).min(2).max(26).optional(),
});
export type TrialOutput = z.infer<typeof TrialOutput>;

/** Times of one trial, ms, by the worker's clock. */
export const TrialTiming = z.strictObject({
  /** Wall-clock time at which the group was accepted, ISO 8601. */
  startedAt: z.string(),
  /** Prefill of the group, shared by its rows. */
  prefillMs: z.number().nonnegative(),
  /** Group accepted to first token chosen. */
  ttftMs: z.number().nonnegative(),
  /** Group accepted to last token chosen. */
  e2eMs: z.number().nonnegative(),
  /** This row's share of the group's compute: prefill / rows + each step / rows active in it. */
  computeMs: z.number().nonnegative(),
  /** Rows at the start of the batch that this trial ran in. */
  batchSize: z.int().min(1),
  promptTokens: z.int().nonnegative(),
  /** Sampled tokens; of a choice the tokens of all options, which is what was computed. */
  outputTokens: z.int().nonnegative(),
});
export type TrialTiming = z.infer<typeof TrialTiming>;
