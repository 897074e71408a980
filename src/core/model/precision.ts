import * as z from 'zod';

/** Most looks that a schedule may plan: each one costs width. */
const MAX_LOOKS = 20;

/** Means over samples whose interval a run can be asked to narrow; all of the unperturbed prompts. */
export const PrecisionMetric = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('accuracy') }),
  z.strictObject({ id: z.literal('pass_hat_k'), k: z.int().min(2).max(100) }),
  /** Of outcomes. */
  z.strictObject({ id: z.literal('agreement_pairwise') }),
  z.strictObject({ id: z.literal('outcome_consistency@c') }),
]);
export type PrecisionMetric = z.infer<typeof PrecisionMetric>;

/** A run that repeats the plain prompts until the interval of one metric is narrow enough, or a budget is met. */
export const PrecisionTarget = z.strictObject({
  metric: PrecisionMetric,
  /** Name of a scorer of the configuration. */
  scorer: z.string().min(1).max(120),
  /** Half of the interval's width at which the run may stop, in the unit of the metric. */
  halfWidth: z.number().gt(0).lt(1),
  /** Epochs at which the interval is looked at, growing; the first is `epochs.baseline`, the last is the budget of epochs. */
  looks: z.array(z.int().min(1).max(1000)).min(2).max(MAX_LOOKS),
  /** Output tokens of the plain prompts that the run may use: a look that would probably need more is not begun. Null = no limit. */
  maxOutputTokens: z.int().min(1).nullable(),
  /** Variance of the metric between the true values of samples, as a pilot or a paper has it: a target below its floor is refused. */
  betweenVariance: z.number().min(0).max(1).nullable(),
});
export type PrecisionTarget = z.infer<typeof PrecisionTarget>;

/** Epochs that a protocol can come to: with a precision target, those of its last look. */
export function toPlannedEpochs(protocol: {
  readonly epochs: { readonly baseline: number; readonly perturbed: number };
  readonly precision?: PrecisionTarget | null | undefined;
}): { readonly baseline: number; readonly perturbed: number } {
  const { epochs, precision } = protocol;
  return { baseline: precision?.looks.at(-1) ?? epochs.baseline, perturbed: epochs.perturbed };
}

/** Why no further epochs were run. */
export const PrecisionStop = z.enum(['reached', 'unreachable', 'budget']);
export type PrecisionStop = z.infer<typeof PrecisionStop>;

/** What was seen at one look, and what followed from it. */
export const PrecisionLook = z.strictObject({
  /** 1-based. */
  look: z.int().min(1),
  epochs: z.int().min(1),
  /** Null with fewer trials than the metric needs. */
  value: z.number().nullable(),
  /** At the level of a look; null where there is no interval. */
  halfWidth: z.number().nonnegative().nullable(),
  /** Half width that no number of epochs passes, as estimated now; null with too few trials to tell. */
  floor: z.number().nonnegative().nullable(),
  /** One-sided 95 % lower limit of the floor: a target below it counts as unreachable. */
  floorLower: z.number().nonnegative().nullable(),
  /** Output tokens of the plain prompts up to here. */
  outputTokens: z.int().nonnegative(),
  decision: z.enum(['continue', ...PrecisionStop.options]),
  /** Samples like these with which the target would be met: with any number of epochs (`unreachable`) or with these (`budget`). */
  samplesNeeded: z.int().positive().nullable(),
});
export type PrecisionLook = z.infer<typeof PrecisionLook>;

/** The looks of a run, as its report has them. */
export const PrecisionRecord = z.strictObject({
  model: z.string(),
  target: PrecisionTarget,
  /** Level of the interval that is reported, 1 − α. */
  level: z.number(),
  /** Level at each look, 1 − α/J with J planned looks. */
  lookLevel: z.number(),
  looks: z.array(PrecisionLook),
  /** Null while the run goes on. */
  stop: PrecisionStop.nullable(),
});
export type PrecisionRecord = z.infer<typeof PrecisionRecord>;
