import * as z from 'zod';

/** Whether the rows of a group may share the prompt's keys and values by a rewriting of the graph. */
export const SharedPrefixSetting = z.enum(['auto', 'off']);

/**
 * What became of it. `used`: the graph was rewritten, and agreed with its file's on a probe when it was loaded. `refused`: it runs as the file has it, for a reason.
 * `off`: the configuration says so. Sums are split in a rewritten graph, so its last bits are others.
 */
export const SharedPrefixReport = z.strictObject({
  status: z.enum(['used', 'refused', 'off']),
  /** Why it was refused; null otherwise. */
  reason: z.string().max(500).nullable(),
  /** Largest |Δlogit| between the two graphs on the probe; null = not compared. */
  maxLogitDelta: z.number().nonnegative().nullable(),
});
export type SharedPrefixReport = z.infer<typeof SharedPrefixReport>;

/** Whether a load ran the rewritten graph. Builds that could not rewrite graphs say nothing. */
export function usesSharedPrefix({
  sharedPrefix,
}: {
  readonly sharedPrefix?: SharedPrefixReport | undefined;
}): boolean {
  return sharedPrefix?.status === 'used';
}
