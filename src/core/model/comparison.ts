import * as z from 'zod';
import { findUnit } from '../units/unit-table.ts';
import { JsonSchemaSubset, MAX_JSON_SCHEMA_LENGTH } from './json-schema-subset.ts';
import { RegexSearch } from './regex-search.ts';

/**
 * A measure in [0, 1] as a score: a number p makes `value` = success = (measure ≥ p); null makes `value` = measure, and success only at 1. So a
 * success always has value 1, and accuracy never falls below pass^k.
 */
const PassAt = z.number().gt(0).max(1).nullable();

const Take = z.enum(['first', 'last']);

const Unit = z.strictObject({
  /** Unit of targets that name none, and of the answer; of the table in `src/core/units/unit-table.ts`. */
  symbol: z
    .string()
    .min(1)
    .max(20)
    .refine((symbol) => findUnit(symbol) !== null, { message: 'is not a unit of the table' }),
  /** What a number without a unit is: in this unit, or no answer. */
  missing: z.enum(['accept', 'reject']),
  /** Spellings of this unit beyond the table's; case does not matter. */
  alsoWritten: z.array(z.string().min(1).max(40)).max(20),
});

/** Ways in which option letters are found, see `choice-letter`. */
export const ChoiceTier = z.enum(['whole', 'stated', 'marked', 'text', 'lone']);
export type ChoiceTier = z.infer<typeof ChoiceTier>;

/** Fields of each way to find an answer in a text and to compare it with the targets, by type. */
export const COMPARISON_FIELDS = {
  /** Whole text against a target, after NFC, trimming and white-space collapse (METRICS §0.2.6). */
  exact: { type: z.literal('exact'), ignoreCase: z.boolean(), ignoreFinalPunctuation: z.boolean() },
  /** A target occurs in the text. */
  includes: { type: z.literal('includes'), ignoreCase: z.boolean() },
  /** Every target occurs in the text; `per-target`: `value` = share of the targets that do. */
  includesAll: {
    type: z.literal('includes-all'),
    ignoreCase: z.boolean(),
    credit: z.enum(['whole', 'per-target']),
  },
  /** A number taken from the text equals a target within `tolerance` (absolute). */
  number: { type: z.literal('number'), take: Take, tolerance: z.number().min(0) },
  /**
   * A number, perhaps with exponent and unit and in the digits of any of the scripts, equals a target t within the larger of `absolute` (in the
   * unit of the rule) and `relative` × |t|. Units are converted.
   */
  quantity: {
    type: z.literal('quantity'),
    take: Take,
    tolerance: z.strictObject({ absolute: z.number().min(0), relative: z.number().min(0).max(1) }),
    /** Mark before decimals; the other one groups thousands. */
    decimal: z.enum(['point', 'comma']),
    /** Null = units are passed over. */
    unit: Unit.nullable(),
  },
  /** The chosen option, by label or by text, equals the target option. Needs `sample.options`. */
  choice: { type: z.literal('choice') },
  /**
   * As `choice`, by ways of finding that are stated, tried in order: `whole` = the text is a label, `stated` = a label after one of `statements`, `marked`
   * = a label in brackets, bold or a box, `text` = the text of exactly one option, `lone` = exactly one label stands anywhere as a word.
   */
  choiceLetter: {
    type: z.literal('choice-letter'),
    tiers: z
      .array(ChoiceTier)
      .min(1)
      .max(5)
      .refine((tiers) => new Set(tiers).size === tiers.length, { message: 'names a tier twice' }),
    /** Words after which a label is the answer, in any language, such as "answer" or "उत्तर". */
    statements: z.array(z.string().min(1).max(40).regex(/\S/u, 'must not be white space alone')).max(40),
  },
  /**
   * The first JSON object in the text has the target's fields; success = all match and none is extra. `credit` says what
   * `value` is: `whole` = success, so that accuracy and pass^k speak of the same thing; `per-field` = share that match.
   */
  jsonFields: { type: z.literal('json-fields'), credit: z.enum(['whole', 'per-field']) },
  /** The first JSON object or list in the text follows a schema; targets play no part. */
  jsonSchema: {
    type: z.literal('json-schema'),
    schema: JsonSchemaSubset.refine((schema) => JSON.stringify(schema).length <= MAX_JSON_SCHEMA_LENGTH, {
      message: `is longer than ${MAX_JSON_SCHEMA_LENGTH} characters`,
    }),
  },
  /** What a regular expression finds equals a target (`target`), or is there at all (`presence`). */
  regex: {
    type: z.literal('regex'),
    search: RegexSearch,
    compare: z.enum(['target', 'presence']),
    ignoreCase: z.boolean(),
  },
  /** F1 of the entries of the text against those of a target: 2 × shared ÷ (given + wanted). */
  listF1: {
    type: z.literal('list-f1'),
    /** `set`: an entry counts once; `list`: as often as it stands. Order plays no part. */
    of: z.enum(['set', 'list']),
    /** Texts between entries; the list marks `-`, `*`, `•` and `1.` at the start of an entry are dropped. */
    separators: z.array(z.string().min(1).max(10)).min(1).max(10),
    ignoreCase: z.boolean(),
    /** Whether each target is a list of its own, of which the nearest counts, or one entry of a single list. */
    targets: z.enum(['alternatives', 'entries']),
    passAt: PassAt,
  },
  /** chrF against the nearest target (METRICS §2.12); `beta` weighs recall, 2 in sacrebleu. */
  chrf: { type: z.literal('chrf'), beta: z.number().min(0.1).max(10), passAt: PassAt },
};

/** A way to find an answer in a text and to compare it with the targets. */
export const Comparison = z.discriminatedUnion('type', [
  z.strictObject(COMPARISON_FIELDS.exact),
  z.strictObject(COMPARISON_FIELDS.includes),
  z.strictObject(COMPARISON_FIELDS.includesAll),
  z.strictObject(COMPARISON_FIELDS.number),
  z.strictObject(COMPARISON_FIELDS.quantity),
  z.strictObject(COMPARISON_FIELDS.choice),
  z.strictObject(COMPARISON_FIELDS.choiceLetter),
  z.strictObject(COMPARISON_FIELDS.jsonFields),
  z.strictObject(COMPARISON_FIELDS.jsonSchema),
  z.strictObject(COMPARISON_FIELDS.regex),
  z.strictObject(COMPARISON_FIELDS.listF1),
  z.strictObject(COMPARISON_FIELDS.chrf),
]);
export type Comparison = z.infer<typeof Comparison>;

/** The comparison of one type. */
export type ComparisonOf<T extends Comparison['type']> = Extract<Comparison, { type: T }>;
