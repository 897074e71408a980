import * as z from 'zod';
import { Comparison, COMPARISON_FIELDS } from './comparison.ts';
import { Extractor } from './extractor.ts';

const families = z.array(z.string().min(1).max(60)).min(1).max(100).nullable();

/** A comparison, or one that looks at a part of the output only, for the samples of some families; `families` null = every family. */
export const ScorerRule = z.discriminatedUnion('type', [
  z.strictObject({ ...COMPARISON_FIELDS.exact, families }),
  z.strictObject({ ...COMPARISON_FIELDS.includes, families }),
  z.strictObject({ ...COMPARISON_FIELDS.includesAll, families }),
  z.strictObject({ ...COMPARISON_FIELDS.number, families }),
  z.strictObject({ ...COMPARISON_FIELDS.quantity, families }),
  z.strictObject({ ...COMPARISON_FIELDS.choice, families }),
  z.strictObject({ ...COMPARISON_FIELDS.choiceLetter, families }),
  z.strictObject({ ...COMPARISON_FIELDS.jsonFields, families }),
  z.strictObject({ ...COMPARISON_FIELDS.jsonSchema, families }),
  z.strictObject({ ...COMPARISON_FIELDS.regex, families }),
  z.strictObject({ ...COMPARISON_FIELDS.listF1, families }),
  z.strictObject({ ...COMPARISON_FIELDS.chrf, families }),
  /**
   * The option with the largest Σ ln p, divided by nothing (`option`) or by its tokens, characters or UTF-8 bytes, equals the
   * target option. Only for tasks whose mode is `choose`.
   */
  z.strictObject({
    type: z.literal('option-likelihood'),
    families,
    per: z.enum(['option', 'token', 'character', 'byte']),
  }),
  /** Narrows the output step by step, each within what the one before found, then compares. */
  z.strictObject({
    type: z.literal('extracted'),
    families,
    from: z.array(Extractor).min(1).max(4),
    /** When a step finds nothing: the output counts as unparsable, or the whole of it is compared. */
    otherwise: z.enum(['unparsable', 'whole-output']),
    rule: Comparison,
  }),
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
