import * as z from 'zod';
import { FailureCode } from '../errors/failure.ts';
import { ElicitationTimings, Elicited } from '../model/elicited.ts';
import { ForcedRecord } from '../model/forced.ts';
import { OptionScore } from '../model/option-score.ts';
import { ConditionAxis } from '../model/axis.ts';
import { Sample } from '../model/sample.ts';
import { Score } from '../model/scorer.ts';
import { DiffEdit, PerturbationClass, Trial, TrialKey } from '../model/trial.ts';
import { FinishReason, TokenLogprob, TrialTiming } from '../model/trial-output.ts';

/** Format version of bundles written by this build. */
export const BUNDLE_FORMAT_VERSION = 1;

/** `samples.jsonl`: one row per sample of the task. */
export const SampleRow = Sample;

/** `conditions.jsonl`: one row per sample and condition, noops included. */
export const ConditionRow = z.strictObject({
  conditionId: z.string(),
  perturbation: z
    .strictObject({ id: z.string(), version: z.int(), class: PerturbationClass, variant: z.int().nonnegative() })
    .nullable(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).nullable(),
  /** Only of conditions of an axis; their prompts are those of `original`. */
  axis: ConditionAxis.optional(),
  sampleId: z.string(),
  input: z.string(),
  system: z.string().nullable(),
  target: z.array(z.string()),
  noop: z.boolean(),
  /** Ids of the demonstrations shown, in the order of the prompt; absent for a task without. */
  demonstrations: z.array(z.string()).optional(),
  /** Place of the passage that holds the answer, 0-based; absent for a sample without passages. */
  goldPassage: z.int().nonnegative().optional(),
  diff: z.array(DiffEdit),
});
export type ConditionRow = z.infer<typeof ConditionRow>;

/**
 * `transcripts-*.jsonl`: one row per planned trial that has a final attempt, in plan order; no time, no attempt number (DESIGN §5.7).
 * A failed trial has `failureCode` and no output fields (null).
 */
export const TranscriptRow = Trial.extend({
  status: z.enum(['completed', 'failed']),
  failureCode: FailureCode.nullable(),
  prompt: z.string(),
  promptTokenIds: z.array(z.int().nonnegative()),
  outputText: z.string().nullable(),
  outputTokenIds: z.array(z.int().nonnegative()).nullable(),
  logprobs: z.array(TokenLogprob).nullable(),
  finishReason: FinishReason.nullable(),
  /** Only of completed trials whose task is to choose. */
  options: z.array(OptionScore).optional(),
  /** Only of completed trials whose answers were asked about. */
  elicited: Elicited.optional(),
  /** Only of replicas whose session computes otherwise: the original's output, forced. */
  forced: ForcedRecord.optional(),
});
export type TranscriptRow = z.infer<typeof TranscriptRow>;

/** `attempts-*.jsonl`: superseded and failed attempts. */
export const AttemptRow = z.strictObject({
  trialKey: TrialKey,
  attempt: z.int().min(1),
  at: z.string(),
  failureCode: FailureCode,
  message: z.string(),
  final: z.boolean(),
});
export type AttemptRow = z.infer<typeof AttemptRow>;

/** `timings-*.jsonl`: times of the final attempt of each completed trial. */
export const TimingRow = TrialTiming.extend({
  trialKey: TrialKey,
  attempt: z.int().min(1),
  elicitationTimings: ElicitationTimings.optional(),
});
export type TimingRow = z.infer<typeof TimingRow>;

/** `scores.jsonl`: one row per completed trial and scorer. */
export const ScoreRow = Trial.extend({ scorer: z.string(), ...Score.shape });
export type ScoreRow = z.infer<typeof ScoreRow>;

/** `manifest.json`: every other member except `manifest-sha256.txt`, sorted by path. */
export const Manifest = z.strictObject({
  format: z.literal('plumbline-bundle'),
  formatVersion: z.int().min(1),
  runId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/, 'expected 8 to 64 letters, digits, "-" and "_"'),
  createdAt: z.string(),
  /** `unfinished` and `cancelled` runs may lack planned trials. */
  status: z.enum(['completed', 'cancelled', 'unfinished']),
  configHash: z.string(),
  designHash: z.string(),
  members: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative(), sha256: z.string() })),
  /** SHA-256 of the canonical JSON of `members`. */
  rootHash: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
