import * as z from 'zod';
import { Passages } from './passages.ts';
import { SeverityRule } from './severity.ts';

/** Stable identifier of a sample, unique within its task. */
export const SampleId = z.string().min(1).max(200);
export type SampleId = z.infer<typeof SampleId>;

/**
 * Answer options of a multiple-choice sample, in the order in which `input` lists them.
 * `labels` has one label per text ("A", "B", …) where the input labels its options, or is null where the input names them inline.
 */
export const SampleOptions = z
  .strictObject({
    labels: z.array(z.string().min(1).max(8)).nullable(),
    texts: z.array(z.string().min(1).max(2000)).min(2).max(26),
  })
  .refine((options) => options.labels === null || options.labels.length === options.texts.length, {
    message: 'labels must have one entry per text',
  });
export type SampleOptions = z.infer<typeof SampleOptions>;

/** One input with its targets: the unit of inference of every statistic. */
export const Sample = z.strictObject({
  sampleId: SampleId,
  /** Samples that share a source (passage, template, translation) share a cluster; equal to `sampleId` when independent. */
  clusterId: z.string().min(1).max(200),
  /** Group for scoring rules and tables, e.g. "choice". */
  family: z.string().min(1).max(60),
  input: z.string().min(1).max(100_000),
  /** Accepted answers, any of which counts; at least one, but for the texts of a task of mode `perplexity`. */
  target: z.array(z.string().max(20_000)).max(50),
  options: SampleOptions.nullable(),
  /** Strings inside `input` that no perturbation may edit. */
  protect: z.array(z.string().min(1).max(2000)).max(100),
  /** How bad a wrong answer is; null = the task does not say, so the sample enters no severity. */
  severityOfError: SeverityRule.nullable(),
  /** Texts that stand before the input; absent = none. */
  passages: Passages.optional(),
});
export type Sample = z.infer<typeof Sample>;
