import * as z from 'zod';
import { FailureCode } from '../errors/failure.ts';

/** Next-token distributions of original and replica at one place of the original's output, given the same tokens before it. */
export const ForcedPosition = z.strictObject({
  /** Output tokens before it, ≥ 0. */
  position: z.int().nonnegative(),
  /** Likeliest token of the original, lowest id among equals. */
  top: z.int().nonnegative(),
  /** Likeliest token of the replica. */
  replicaTop: z.int().nonnegative(),
  /** KL(original ‖ replica) over the whole vocabulary at T = 1, nats; null = infinite. */
  kl: z.number().nonnegative().nullable(),
});
export type ForcedPosition = z.infer<typeof ForcedPosition>;

/** Positions that are compared of one output at most. */
export const MAX_FORCED_POSITIONS = 16;

/** The original's output forced through the session of a replica. */
export const ForcedRecord = z.strictObject({
  /** Ascending; null where the comparison failed. */
  positions: z.array(ForcedPosition).min(1).max(MAX_FORCED_POSITIONS).nullable(),
  /** Of the last try; null where there are positions. Never a failure of the trial. */
  failureCode: FailureCode.nullable(),
});
export type ForcedRecord = z.infer<typeof ForcedRecord>;
