import * as z from 'zod';

/** Learning rate by step; depends on the step number only, never on time. */
export const LearningRateSchedule = z.strictObject({
  peak: z.number().positive(),
  warmupSteps: z.int().nonnegative(),
  totalSteps: z.int().positive(),
  /** Share of the peak that is left at the last step. */
  finalShare: z.number().min(0).max(1),
});
export type LearningRateSchedule = z.infer<typeof LearningRateSchedule>;

/**
 * Learning rate of a step: a line up to the peak, then half a cosine down to `finalShare` of it.
 * Source: Loshchilov and Hutter 2017, arXiv:1608.03983, eq. 5, without restarts.
 * @param step first = 1.
 */
export function toLearningRate(schedule: LearningRateSchedule, step: number): number {
  const { peak, warmupSteps, totalSteps, finalShare } = schedule;
  if (step < warmupSteps) return (peak * step) / warmupSteps;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
  return peak * (finalShare + ((1 - finalShare) * (1 + Math.cos(Math.PI * progress))) / 2);
}
