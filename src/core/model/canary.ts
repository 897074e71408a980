import * as z from 'zod';
import type { Dtype } from './model-ref.ts';

/** When the numbers of a GPU count as wrong beside those of the processor. */
export const CanaryThreshold = z.strictObject({
  /** Least share of clear places at which both must choose the same token, 0 … 1. */
  minTop1: z.number().min(0).max(1),
  /** Largest |Δlogit| that is allowed anywhere. */
  maxLogitDelta: z.number().gt(0).max(1000),
});
export type CanaryThreshold = z.infer<typeof CanaryThreshold>;

/**
 * The same graph on the processor and on the GPU, given the same tokens (DESIGN §5.5). `unchecked`: the processor could not compute the
 * reference, so nothing is known of the GPU's numbers.
 */
export const Canary = z.strictObject({
  verdict: z.enum(['passed', 'suspect', 'unchecked']),
  /** Why nothing was compared; null when it was. */
  reason: z.string().max(2000).nullable(),
  threshold: CanaryThreshold,
  /** Lengths of the prompts, in tokens. */
  promptLengths: z.array(z.int().positive()).max(16),
  /** Places whose logits were compared. */
  places: z.int().nonnegative(),
  /** Those at which the reference's two likeliest tokens are more than 0.01 apart. */
  clearPlaces: z.int().nonnegative(),
  /** Share of the clear places with the same likeliest token; null without any. */
  top1: z.number().min(0).max(1).nullable(),
  /** Largest |Δlogit| over the whole vocabulary; null where nothing was compared, or a logit was no number. */
  maxLogitDelta: z.number().nonnegative().nullable(),
});
export type Canary = z.infer<typeof Canary>;

/**
 * The threshold for a precision where a configuration states none. The faults that were seen move logits by 0.35 and more, sound devices by
 * up to 0.0012 (BROWSER-LAB §2, §5); half precision has 13 bits less.
 */
export function toCanaryThreshold(dtype: Dtype): CanaryThreshold {
  return dtype === 'fp16' || dtype === 'q4f16'
    ? { minTop1: 0.95, maxLogitDelta: 0.5 }
    : { minTop1: 0.99, maxLogitDelta: 0.05 };
}

/** What follows from a comparison: sound only when every logit was a number, near enough, and clear places agree often enough. */
export function toCanaryVerdict({
  threshold,
  top1,
  maxLogitDelta,
}: Pick<Canary, 'threshold' | 'top1' | 'maxLogitDelta'>): 'passed' | 'suspect' {
  const isSound =
    (top1 === null || top1 >= threshold.minTop1) && maxLogitDelta !== null && maxLogitDelta <= threshold.maxLogitDelta;
  return isSound ? 'passed' : 'suspect';
}
