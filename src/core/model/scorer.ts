import * as z from 'zod';

const families = z.array(z.string().min(1).max(60)).min(1).max(100).nullable();

/** How the answer is found in an output and compared with the targets; `families` null = every family. */
export const ScorerRule = z.discriminatedUnion('type', [
  /** Whole output against a target, after NFC, trimming and white-space collapse (METRICS §0.2.6). */
  z.strictObject({ type: z.literal('exact'), families, ignoreCase: z.boolean(), ignoreFinalPunctuation: z.boolean() }),
  /** A target occurs in the output. */
  z.strictObject({ type: z.literal('includes'), families, ignoreCase: z.boolean() }),
  /** A number taken from the output equals a target within `tolerance` (absolute). */
  z.strictObject({
    type: z.literal('number'),
    families,
    take: z.enum(['first', 'last']),
    tolerance: z.number().min(0),
  }),
  /** The chosen option, by label or by text, equals the target option. Needs `sample.options`. */
  z.strictObject({ type: z.literal('choice'), families }),
  /**
   * The first JSON object in the output has the target's fields; success = all match and none is extra. `credit` says what
   * `value` is: `whole` = success, so that accuracy and pass^k speak of the same thing; `per-field` = share that match.
   */
  z.strictObject({ type: z.literal('json-fields'), families, credit: z.enum(['whole', 'per-field']) }),
]);
export type ScorerRule = z.infer<typeof ScorerRule>;

/** Version of the rules as this build implements them; changing what one says of an output means a new number. */
export const SCORER_VERSION = 1;

/** A named scorer: the first rule that names the sample's family judges it. */
export const Scorer = z.strictObject({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9_-]*$/, 'expected a lower-case letter, then lower-case letters, digits, "_" or "-"'),
  version: z.int().min(1),
  rules: z.array(ScorerRule).min(1).max(50),
});
export type Scorer = z.infer<typeof Scorer>;

/** What a scorer says of one output. */
export const Score = z.strictObject({
  /** Partial credit in [0, 1]. */
  value: z.number().min(0).max(1),
  success: z.union([z.literal(0), z.literal(1)]),
  /** Canonical answer used for agreement; null = unparsable, which is an outcome with success 0. */
  answer: z.string().nullable(),
  /** Where the answer stands in the output text: [start, end) in UTF-16 code units; null when nothing matched. */
  span: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).nullable(),
  /** One sentence that says why, for a person. */
  why: z.string(),
});
export type Score = z.infer<typeof Score>;
