import * as z from 'zod';
import { AbstentionConfig } from './abstention.ts';
import { AxisConfig, MAX_AXES } from './axis.ts';
import { toTrialsPerSample } from './axis-conditions.ts';
import { findAxisProblems } from './check-axes.ts';
import { CanaryThreshold } from './canary.ts';
import { ConfidenceConfig } from './confidence-config.ts';
import { Decoding } from './decoding.ts';
import { FewShot } from './few-shot.ts';
import { findModeProblems } from './find-mode-problems.ts';
import { ModelRef, Sha256 } from './model-ref.ts';
import { PassageRender } from './passages.ts';
import { PerturbationParams } from './perturbation-params.ts';
import { toPrecisionProblems } from './precision-problems.ts';
import { PrecisionTarget } from './precision.ts';
import { Sample } from './sample.ts';
import { Scorer } from './scorer.ts';
import { SeverityScale } from './severity-scale.ts';
import { TaskMode } from './task-mode.ts';
import { toModelHash } from './trial-key.ts';

/** Largest number of trials that a configuration may plan. */
export const MAX_TRIALS = 1_000_000;

/** Samples written into the configuration, or a JSON Lines file on the app's own origin named by its hash. */
export const TaskSamples = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('inline'), samples: z.array(Sample).min(1).max(100_000) }),
  z.strictObject({
    type: z.literal('file'),
    /** Path relative to the app's base, e.g. `tasks/maintenance-desk-1.jsonl`. */
    path: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._/-]*$/, 'expected a relative path of lower-case letters, digits, ".", "_", "-", "/"')
      .max(200),
    bytes: z.int().positive(),
    sha256: Sha256,
    sampleCount: z.int().positive(),
  }),
]);
export type TaskSamples = z.infer<typeof TaskSamples>;

export const TaskConfig = z.strictObject({
  taskId: z.string().min(1).max(120),
  version: z.int().min(1),
  title: z.string().max(200),
  /** System message; null = none. */
  system: z.string().min(1).max(20_000).nullable(),
  /** User message; the text `{input}` in it is replaced by the sample's input. */
  promptTemplate: z
    .string()
    .max(20_000)
    .refine((template) => template.split('{input}').length === 2, { message: 'must contain "{input}" exactly once' }),
  samples: TaskSamples,
  /** Absent = `generate`. */
  mode: TaskMode.optional(),
  /** Solved examples before the question; absent = none. */
  fewShot: FewShot.optional(),
  /** How passages of samples stand before their input; absent = `[1] …`, with a blank line behind each. */
  passages: PassageRender.optional(),
});
export type TaskConfig = z.infer<typeof TaskConfig>;

/** A perturbation of the registry with its parameters; each variant is a condition of its own. */
export const PerturbationConfig = z.strictObject({
  id: z.string().min(1).max(60),
  version: z.int().min(1),
  params: PerturbationParams,
  /** How many variants (0-based) are drawn, ≥ 1. */
  variants: z.int().min(1).max(32),
});
export type PerturbationConfig = z.infer<typeof PerturbationConfig>;

export const ProtocolConfig = z.strictObject({
  /** Root of every draw of the run: a whole number in [0, 2^53). */
  masterSeed: z.int().min(0),
  /** Epochs (K) of the unperturbed and of each perturbed prompt. */
  epochs: z.strictObject({ baseline: z.int().min(1).max(1000), perturbed: z.int().min(1).max(1000) }),
  perturbations: z.array(PerturbationConfig).max(64),
  /** Controls of decoding and runtime that are varied; absent = none. */
  axes: z.array(AxisConfig).max(MAX_AXES).optional(),
  /** When numbers of a GPU count as wrong; absent = by precision (`toCanaryThreshold`). */
  canary: CanaryThreshold.optional(),
  /** Repeats plain prompts until an interval is narrow enough; null or absent = `epochs` as they stand. */
  precision: PrecisionTarget.nullable().optional(),
});
export type ProtocolConfig = z.infer<typeof ProtocolConfig>;

/** How the work is cut up; on a class-A runtime it never changes a transcript, so it is not part of `designHash`. */
export const ExecutionConfig = z.strictObject({
  /** Rows decoded together, 1…64. */
  batchSize: z.int().min(1).max(64),
});

export const AnalysisConfig = z.strictObject({
  /** Confidence level of two-sided intervals, e.g. 0.95. */
  level: z.number().gt(0.5).lt(1),
  bootstrap: z.strictObject({ resamples: z.int().min(200).max(20_000), seed: z.int().min(0).max(4_294_967_295) }),
});
export type AnalysisConfig = z.infer<typeof AnalysisConfig>;

/** Everything asked for (DESIGN §4). Strict: an unknown field is an error. */
export const HarnessConfig = z
  .strictObject({
    schemaVersion: z.literal(1),
    name: z.string().min(1).max(120),
    notes: z.string().max(10_000),
    models: z.array(ModelRef).min(1).max(8),
    task: TaskConfig,
    decoding: Decoding,
    protocol: ProtocolConfig,
    /** At least one, but for a task of mode `perplexity`, which has none. */
    scorers: z.array(Scorer).max(8),
    /** How bad outcomes are; null or absent = severity is not measured. */
    severity: SeverityScale.nullable().optional(),
    /** How the model says that it does not answer; null or absent = it cannot. */
    abstention: AbstentionConfig.nullable().optional(),
    /** What is asked about each answer; null or absent = nothing. */
    confidence: ConfidenceConfig.nullable().optional(),
    execution: ExecutionConfig,
    analysis: AnalysisConfig,
  })
  .superRefine((config, context) => {
    const modelIds = new Set<string>();
    const modelIdBySetting = new Map<string, string>();
    for (const [index, model] of config.models.entries()) {
      if (modelIds.has(model.modelId))
        context.addIssue({
          code: 'custom',
          path: ['models', index, 'modelId'],
          message: `duplicate model id "${model.modelId}"`,
        });
      modelIds.add(model.modelId);
      const setting = toEntryKey(model);
      const twin = modelIdBySetting.get(setting);
      if (twin !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['models', index, 'files'],
          message: `names the same files, runtime, device and threads as model "${twin}": change one of them, or leave one of the two out`,
        });
      modelIdBySetting.set(setting, model.modelId);
      if (new Set(model.files.map((file) => file.path)).size !== model.files.length)
        context.addIssue({ code: 'custom', path: ['models', index, 'files'], message: 'names a path twice' });
    }
    if (config.task.samples.type === 'inline') {
      const sampleIds = new Set<string>();
      for (const [index, sample] of config.task.samples.samples.entries()) {
        if (sampleIds.has(sample.sampleId))
          context.addIssue({
            code: 'custom',
            path: ['task', 'samples', 'samples', index, 'sampleId'],
            message: `duplicate sample id "${sample.sampleId}"`,
          });
        sampleIds.add(sample.sampleId);
      }
    }
    const sampleCount =
      config.task.samples.type === 'inline' ? config.task.samples.samples.length : config.task.samples.sampleCount;
    for (const { path, message } of findModeProblems(config))
      context.addIssue({ code: 'custom', path: [...path], message });
    for (const { path, message } of findAxisProblems(config)) context.addIssue({ code: 'custom', path, message });
    for (const { path, message } of toPrecisionProblems(config))
      context.addIssue({ code: 'custom', path: [...path], message });
    const trialCount = config.models.length * sampleCount * toTrialsPerSample(config.protocol);
    if (trialCount > MAX_TRIALS)
      context.addIssue({
        code: 'custom',
        path: ['protocol', 'epochs'],
        message: `plans ${trialCount} trials; at most ${MAX_TRIALS} are allowed: lower the epochs, the variants or the number of samples`,
      });
  });
export type HarnessConfig = z.infer<typeof HarnessConfig>;

/** What two entries of a grid may not have in common, all of it. */
function toEntryKey(model: ModelRef): string {
  const { runtime, device, threads } = model;
  return [toModelHash(model), runtime, device, device === 'webgpu' ? 'gpu' : threads].join(' ');
}
