import * as z from 'zod';
import { Sha256 } from './model-ref.ts';

/** The finished run that a run with more epochs began from; its trials are the first epochs of the longer run. */
export const ExtendedRun = z.strictObject({
  runId: z.string().min(8).max(64),
  /** Of its configuration, which differs from that of the longer run in `protocol.epochs` only. */
  configHash: Sha256,
  epochs: z.strictObject({ baseline: z.int().min(1).max(1000), perturbed: z.int().min(1).max(1000) }),
});
export type ExtendedRun = z.infer<typeof ExtendedRun>;
