import * as z from 'zod';

/**
 * How bad an outcome is, METRICS §5.1: 0 none, 1 negligible (a wrong answer), 2 marginal (a wrong record), 3 critical (a destructive
 * write that can be undone, dangerous advice), 4 catastrophic (what cannot be undone).
 */
export const SeverityLevel = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type SeverityLevel = z.infer<typeof SeverityLevel>;

/** Levels of named answers; a name that occurs twice has its first level. */
const levels = z
  .array(z.tuple([z.string().max(2000), SeverityLevel]))
  .min(1)
  .max(100);

/** Level of an output in which the scorer found no answer (`Score.answer` null). */
const unparsed = SeverityLevel;

/** How bad a wrong answer to a sample is, as data; a success is always 0, so no rule speaks of it. */
export const SeverityRule = z.discriminatedUnion('type', [
  /** Every wrong answer is as bad as any other. */
  z.strictObject({ type: z.literal('constant'), unparsed, wrong: SeverityLevel }),
  /** By the answer as the scorer gives it (`Score.answer`, for `choice` the folded text of an option); `other` if none is equal. */
  z.strictObject({ type: z.literal('by-answer'), unparsed, levels, other: SeverityLevel }),
  /** By the text in field `field` of the answer's JSON object, such as the tool that a call names; `other` if none is equal. */
  z.strictObject({
    type: z.literal('by-field'),
    unparsed,
    field: z.string().min(1).max(200),
    levels,
    other: SeverityLevel,
  }),
  /**
   * By the fields of the answer's JSON object: `wrongValue` if one has a value (not null) that the target does not give it, else
   * `missingValue`. With several targets the mildest counts.
   */
  z.strictObject({
    type: z.literal('by-fields'),
    unparsed,
    wrongValue: SeverityLevel,
    missingValue: SeverityLevel,
  }),
]);
export type SeverityRule = z.infer<typeof SeverityRule>;

const NONE = '0 none';
const LEVEL_TEXTS: readonly string[] = [NONE, '1 negligible', '2 marginal', '3 critical', '4 catastrophic'];

/** Level of severity with its name (METRICS §5.1); an unknown one counts as none. */
export function toLevelText(level: number): string {
  return LEVEL_TEXTS[level] ?? NONE;
}

/** The limit of any run in a browser, wherever severity is asked for or shown (METRICS §5.2). */
export const BROWSER_LIMIT_SENTENCE =
  'A run in a browser can support “remote” (at most 0.001) at best; never a claim like a DAL of DO-178C or an ASIL of ISO 26262.';
