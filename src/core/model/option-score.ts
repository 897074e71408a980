import * as z from 'zod';

/** Raw log-probabilities (natural, T = 1, rounded to 1e-6) of the tokens of one option, forced after the prompt. */
export const OptionScore = z.strictObject({
  /** What was forced, without the delimiter: the option's text or its label. */
  text: z.string().min(1).max(2000),
  tokenIds: z.array(z.int().nonnegative()).min(1),
  /** One per token. */
  logprobs: z.array(z.number().max(0)).min(1),
});
export type OptionScore = z.infer<typeof OptionScore>;

/** Stored log-probabilities are multiples of this. */
const STEP = 1e-6;

/**
 * Σ ln p of an option's tokens. Summed in whole steps, so that it does not depend on the order of the tokens or on rounding, and
 * two options with equal log-probabilities have equal sums.
 */
export function toOptionSum({ logprobs }: Pick<OptionScore, 'logprobs'>): number {
  return logprobs.reduce((sum, logprob) => sum + Math.round(logprob / STEP), 0) * STEP;
}
