import * as z from 'zod';
import { PrecisionRecord } from './precision.ts';

/** An interval; the absent side of a one-sided interval is null. */
export const Interval = z.strictObject({
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  level: z.number(),
  sides: z.enum(['two', 'upper', 'lower']),
  /** Recipe of METRICS §0.4, e.g. `CI-W`. */
  method: z.string(),
});
export type Interval = z.infer<typeof Interval>;

/** A test of the value 0, corrected for the other tests of its family: same scorer and, but for pairs of models, same model, as `family` says. */
export const AdjustedTest = z.strictObject({
  method: z.literal('holm'),
  /** Perturbation class, what is tested over, and metric, e.g. `class P, conditions, acc_drop`. */
  family: z.string().min(1).max(200),
  /** Tests in the family; estimates without an interval are not among them. */
  tests: z.int().positive(),
  /** Two-sided p-value of this test alone: the interval at level 1 − p ends at 0. */
  pValue: z.number().min(0).max(1),
  /** After Holm: at or below 0.05 for no true zero of the family, with probability 0.95. */
  adjustedPValue: z.number().min(0).max(1),
});
export type AdjustedTest = z.infer<typeof AdjustedTest>;

/** One number of the report. `value` null always comes with a `reason`. */
export const Estimate = z.strictObject({
  /** Id of METRICS §14. */
  metric: z.string(),
  model: z.string(),
  /**
   * `original`; a condition id; one without its `#<variant>` for all variants, and also without its intensity for a whole ladder;
   * `all-P` / `all-L` for the conditions of a class; or `all` for latency and tokens of every prompt.
   */
  conditionId: z.string(),
  /** Scorer name, or null for metrics that need no score. */
  scorer: z.string().nullable(),
  value: z.number().nullable(),
  reason: z.string().nullable(),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
  interval: Interval.nullable(),
  /** Samples used. */
  n: z.int().nonnegative(),
  /** Clusters used. */
  clusters: z.int().nonnegative(),
  /** Unit of `value`, e.g. `ms`, `s`, `tokens`; null for proportions. */
  unit: z.string().nullable(),
  /** Null for estimates that are not one of several tests. */
  adjusted: AdjustedTest.nullable(),
});
export type Estimate = z.infer<typeof Estimate>;

/** Trials by outcome; `failed` never enters a denominator (DESIGN §5.6). */
export const TrialCounts = z.strictObject({
  model: z.string(),
  conditionId: z.string(),
  planned: z.int().nonnegative(),
  completed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** Attempts that failed and were repeated. */
  retried: z.int().nonnegative(),
  /** Completed trials whose answer could not be parsed, by scorer name. */
  unparsable: z.record(z.string(), z.int().nonnegative()),
  noopSamples: z.int().nonnegative(),
});
export type TrialCounts = z.infer<typeof TrialCounts>;

/** `report.json`: a pure function of configuration, transcripts, scores and timings. */
export const Report = z.strictObject({
  schemaVersion: z.literal(1),
  runId: z.string(),
  configHash: z.string(),
  designHash: z.string(),
  estimates: z.array(Estimate),
  counts: z.array(TrialCounts),
  /** Notes that a reader must see (failures over 5 %, too few clusters, class L unreviewed …). */
  warnings: z.array(z.string()),
  /** The looks of a run with a precision target; absent = none. */
  precision: PrecisionRecord.optional(),
});
export type Report = z.infer<typeof Report>;
