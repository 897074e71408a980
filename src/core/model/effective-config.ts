import * as z from 'zod';
import { Canary } from './canary.ts';
import { ControlProbe } from './control-probe.ts';
import { Decoding } from './decoding.ts';
import { ExpandedWeightsReport } from './expanded-weights.ts';
import { ExtendedRun } from './extended-run.ts';
import { GpuAdapter } from './gpu-adapter.ts';
import { Sha256 } from './model-ref.ts';
import { RuntimeCapabilities } from './runtime-capabilities.ts';
import { SharedPrefixReport } from './shared-prefix.ts';

/** Which build of Plumbline ran. */
export const HarnessBuild = z.strictObject({
  version: z.string(),
  commit: z.string().nullable(),
  lockfileSha256: Sha256,
  buildSha256: Sha256,
  wasmSha256: z.array(z.strictObject({ path: z.string(), sha256: Sha256 })),
});
export type HarnessBuild = z.infer<typeof HarnessBuild>;

/** A = bit-reproducible across machines, B = on the same device, C = observed only (DESIGN §5.4). */
export const ReproducibilityClass = z.enum(['A', 'B', 'C']);
export type ReproducibilityClass = z.infer<typeof ReproducibilityClass>;

/** A graphics adapter as WebGPU names it, in coarse words; empty where the browser says nothing. */
export const GpuInfo = z.strictObject({
  vendor: z.string().max(200),
  architecture: z.string().max(200),
  /** WebGPU features that the model was run with. */
  features: z.array(z.string().max(100)).max(50),
});
export type GpuInfo = z.infer<typeof GpuInfo>;

/** What the worker found and decided when it loaded a model. */
export const LoadReport = z.strictObject({
  modelId: z.string(),
  modelHash: Sha256,
  runtime: z.strictObject({ name: z.string(), version: z.string(), device: z.string(), threads: z.int().min(1) }),
  /** What computed; absent = the processor. */
  gpu: GpuInfo.optional(),
  /** Graph file that was run. */
  graphFile: z.string(),
  graph: z.strictObject({
    layers: z.int().positive(),
    kvHeads: z.int().positive(),
    headDim: z.int().positive(),
    vocabularySize: z.int().positive(),
    inputs: z.array(z.string()),
    /** Operator types that make rows of a batch influence each other; empty = none found. */
    batchSensitiveOperators: z.array(z.string()),
  }),
  /** Tokens that prompt and output share, ≥ 1; null when the model states no limit. */
  contextLength: z.int().positive().nullable(),
  stopTokenIds: z.array(z.int().nonnegative()),
  chatTemplate: z.enum(['configuration', 'chat_template.jinja', 'tokenizer_config.json', 'gguf', 'none']),
  sampler: z.strictObject({ id: z.string(), version: z.int() }),
  /** Prompts are prefilled at batch 1, whole or in chunks. */
  prefillPlan: z.enum(['whole-prompt-batch-1', 'chunks-of-512-batch-1']),
  reproducibilityClass: ReproducibilityClass,
  /** Only of runtimes that can rewrite graphs. */
  sharedPrefix: SharedPrefixReport.optional(),
  /** Only where the configuration asked for it. */
  expandedWeights: ExpandedWeightsReport.optional(),
  /** Absent in bundles of builds that had one runtime only, which could all that it can now. */
  capabilities: RuntimeCapabilities.optional(),
  /** Largest batch that the harness allows for this graph (1 when rows influence each other). */
  maxBatchSize: z.int().min(1),
  /** On a GPU: largest |Δlogit| of a row alone and in batches of 2 and 16, seen when the model was loaded. */
  batchDelta: z.number().nonnegative().optional(),
  loadMs: z.number().nonnegative(),
  /** Bytes of weights, tokenizer and template files. */
  bytes: z.int().nonnegative(),
});
export type LoadReport = z.infer<typeof LoadReport>;

/** Result of running the first group twice with the same keys (DESIGN §5.5). */
export const DeterminismCheck = z.strictObject({
  trials: z.int().nonnegative(),
  identical: z.boolean(),
  /** First output token that differs; null when identical. */
  firstDivergence: z.strictObject({ trialKey: z.string(), tokenPosition: z.int().nonnegative() }).nullable(),
});
export type DeterminismCheck = z.infer<typeof DeterminismCheck>;

const DecodingRecord = z.strictObject({ asked: Decoding, effective: Decoding, ignored: z.array(z.string()) });

/** With what a condition of an axis was answered. */
export const EffectiveAxis = z.strictObject({
  conditionId: z.string(),
  /** Of the session that the condition needed; null = it was answered by the session of the original. */
  load: LoadReport.nullable(),
  /** Of that session, on a GPU; absent = none was made. */
  canary: Canary.optional(),
  batchSize: z.int().min(1),
  decoding: DecodingRecord,
});
export type EffectiveAxis = z.infer<typeof EffectiveAxis>;

/** What the run was seen to do (DESIGN §3). */
export const EffectiveConfig = z.strictObject({
  harness: HarnessBuild,
  configHash: Sha256,
  designHash: Sha256,
  models: z.array(
    z.strictObject({
      load: LoadReport,
      batchSize: z.int().min(1),
      decoding: DecodingRecord,
      determinismCheck: DeterminismCheck,
      /** On a GPU; absent = none was made. */
      canary: Canary.optional(),
      /** Absent where nothing is generated, and in bundles of builds that made none. */
      controlProbe: ControlProbe.optional(),
      /** Only of configurations with axes. */
      axes: z.array(EffectiveAxis).optional(),
    }),
  ),
  /** Present when the run added epochs to a finished one. */
  extends: ExtendedRun.optional(),
});
export type EffectiveConfig = z.infer<typeof EffectiveConfig>;

/** Coarse description of the machine; nothing that identifies a person. */
export const Environment = z.strictObject({
  browser: z.string(),
  operatingSystem: z.string(),
  logicalCores: z.int().min(1),
  /** GiB as the browser rounds it; null where not exposed. */
  deviceMemoryGib: z.number().positive().nullable(),
  crossOriginIsolated: z.boolean(),
  /** Smallest step seen on the worker's clock, ms. */
  timerStepMs: z.number().nonnegative(),
  /** Of runs that ask for a GPU: the adapter, null where the browser has none; absent = nobody looked. */
  gpu: GpuAdapter.nullable().optional(),
});
export type Environment = z.infer<typeof Environment>;
