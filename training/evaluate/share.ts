import * as z from 'zod';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';

/** Level of every interval of an evaluation. */
export const INTERVAL_LEVEL = 0.95;

/** How many of how many, with a 95 % Wilson interval; prompts are independent draws of the generator. */
export const Share = z.strictObject({
  count: z.int().positive(),
  successes: z.int().nonnegative(),
  share: z.number().min(0).max(1),
  lower: z.number().min(0).max(1),
  upper: z.number().min(0).max(1),
});
export type Share = z.infer<typeof Share>;

/** The share of `true`; null when there is nothing to count. */
export function toShare(outcomes: readonly boolean[]): Share | null {
  const count = outcomes.length;
  const successes = outcomes.filter(Boolean).length;
  const { interval } = wilsonInterval(successes, count, INTERVAL_LEVEL);
  if (interval?.lower == null || interval.upper === null) return null;
  return { count, successes, share: successes / count, lower: interval.lower, upper: interval.upper };
}
