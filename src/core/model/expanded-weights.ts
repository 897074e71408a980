import * as z from 'zod';

/** What became of the wish to expand quantised weights to single precision when a model was loaded. */
export const ExpandedWeightsReport = z.strictObject({
  /** Precision in which the weights were computed with; null = as they are stored. */
  effectiveDtype: z.enum(['fp32']).nullable(),
  /** Why they were not expanded; null where they were. */
  reason: z.string().max(500).nullable(),
  matrices: z.int().nonnegative(),
  /** Of the expanded weights. */
  bytes: z.int().nonnegative(),
  /** Largest |Δlogit| between the graph that ran and the file's on the probe; null = not expanded. */
  maxLogitDelta: z.number().nonnegative().nullable(),
});
