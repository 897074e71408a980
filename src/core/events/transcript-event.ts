import * as z from 'zod';
import { Failure } from '../errors/failure.ts';
import { Canary } from '../model/canary.ts';
import { ControlProbe } from '../model/control-probe.ts';
import { DeterminismCheck, Environment, HarnessBuild, LoadReport } from '../model/effective-config.ts';
import { ExtendedRun } from '../model/extended-run.ts';
import { ElicitationTimings, Elicited } from '../model/elicited.ts';
import { ForcedRecord } from '../model/forced.ts';
import { HarnessConfig } from '../model/harness-config.ts';
import { PrecisionLook } from '../model/precision.ts';
import { Annotation } from '../model/annotation.ts';
import { AddedScorer } from '../model/rescoring.ts';
import { Sample } from '../model/sample.ts';
import { TrialKey } from '../model/trial.ts';
import { TrialOutput, TrialTiming } from '../model/trial-output.ts';

/**
 * One line of a run's journal. The journal is the only truth: views, scores, reports and bundles are folds over it.
 * A group's `group-start` comes before the `trial-end` and `trial-error` lines of its trials.
 */
export const TranscriptEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('run-start'),
    schemaVersion: z.literal(1),
    runId: z.string().min(8).max(64),
    createdAt: z.string(),
    configHash: z.string(),
    config: HarnessConfig,
    /** The task's samples, resolved (also when the configuration names them by file). */
    samples: z.array(Sample),
    build: HarnessBuild,
    environment: Environment,
    /** The finished run whose trials follow as carried over; absent = the run began empty. */
    extends: ExtendedRun.optional(),
  }),
  z.strictObject({
    type: z.literal('model-load-end'),
    model: z.string(),
    /** The condition of an axis that the session is for; absent = the original and all that it can answer. */
    conditionId: z.string().optional(),
    at: z.string(),
    report: LoadReport,
  }),
  /** Once per model: its tokenizer, template and settings files as text, so that the journal alone can turn ids into text. */
  z.strictObject({
    type: z.literal('tokenizer-files'),
    model: z.string(),
    textByPath: z.record(z.string(), z.string()),
  }),
  /** What the canary of a session on a GPU said, before its first group. */
  z.strictObject({
    type: z.literal('canary-end'),
    model: z.string(),
    /** As that of the load; absent = the original's session. */
    conditionId: z.string().optional(),
    canary: Canary,
  }),
  /** Each time the original's session is opened, also in the place of one that was lost. */
  z.strictObject({ type: z.literal('determinism-check-end'), model: z.string(), check: DeterminismCheck }),
  /** What the original's session makes of each decoding control, where it generates. */
  z.strictObject({ type: z.literal('control-probe-end'), model: z.string(), probe: ControlProbe }),
  z.strictObject({
    type: z.literal('group-start'),
    groupIndex: z.int().nonnegative(),
    model: z.string(),
    sampleId: z.string(),
    conditionId: z.string(),
    /** Rendered prompt exactly as tokenised. */
    prompt: z.string(),
    promptTokenIds: z.array(z.int().nonnegative()),
  }),
  z.strictObject({
    type: z.literal('trial-end'),
    groupIndex: z.int().nonnegative(),
    trialKey: TrialKey,
    epoch: z.int().min(1),
    /** 1-based; > 1 after infrastructure failures. */
    attempt: z.int().min(1),
    output: TrialOutput,
    timing: TrialTiming,
    /** What the model said of its answer; absent = not asked. */
    elicited: Elicited.optional(),
    elicitationTimings: ElicitationTimings.optional(),
  }),
  z.strictObject({
    type: z.literal('trial-error'),
    groupIndex: z.int().nonnegative(),
    trialKey: TrialKey,
    epoch: z.int().min(1),
    attempt: z.int().min(1),
    at: z.string(),
    failure: Failure,
    /** True when no further attempt will be made. */
    final: z.boolean(),
  }),
  /** A replica's trial beside its original, token by token; once per trial that is compared, after its `trial-end`. */
  z.strictObject({ type: z.literal('forced-end'), trialKey: TrialKey, forced: ForcedRecord }),
  /** A scorer added to the run after it was made, anywhere behind `run-start`; several stand in the order in which they were added. */
  z.strictObject({ type: z.literal('scorer-add'), ...AddedScorer.shape }),
  /** A remark of a person on a run that has ended; anywhere behind `run-start`, changes no other event (DESIGN §7, accord §08). */
  z.strictObject({ type: z.literal('annotation'), annotation: Annotation }),
  /** A look of a precision target: what the trials so far showed, and what followed. Trials alone decide; this is the record. */
  z.strictObject({ type: z.literal('precision-look'), model: z.string(), ...PrecisionLook.shape }),
  z.strictObject({ type: z.literal('run-pause'), at: z.string(), reason: z.string() }),
  z.strictObject({ type: z.literal('run-resume'), at: z.string() }),
  z.strictObject({ type: z.literal('run-end'), at: z.string(), status: z.enum(['completed', 'cancelled']) }),
]);
export type TranscriptEvent = z.infer<typeof TranscriptEvent>;

/** The event of one type. */
export type EventOf<T extends TranscriptEvent['type']> = Extract<TranscriptEvent, { type: T }>;
