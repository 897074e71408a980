import * as z from 'zod';
import { ConditionAxis } from './axis.ts';
import type { Demonstrations } from './few-shot.ts';
import { SampleId, type Sample } from './sample.ts';

/** SHA-256 (hex) that names a trial and keys its random numbers (DESIGN §5.1). */
export const TrialKey = z.string().regex(/^[0-9a-f]{64}$/);
export type TrialKey = z.infer<typeof TrialKey>;

/** `original`, `<perturbation>@<version>[:<param>=<value>,…]#<variant>`, or `axis:<type>=<value>`. */
export const ConditionId = z.string().min(1).max(300);
export type ConditionId = z.infer<typeof ConditionId>;

/** The unperturbed condition. */
export const ORIGINAL: ConditionId = 'original';

/** P preserves meaning by construction, L in most cases (unreviewed), N does not (METRICS §10). */
export const PerturbationClass = z.enum(['P', 'L', 'N']);
export type PerturbationClass = z.infer<typeof PerturbationClass>;

/** One column of the design: the original, a perturbation of the prompt, or a value of an axis, which leaves the prompt as it is. */
export const Condition = z.strictObject({
  conditionId: ConditionId,
  perturbation: z
    .strictObject({
      id: z.string(),
      version: z.int(),
      class: PerturbationClass,
      params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
      variant: z.int().nonnegative(),
    })
    .nullable(),
  /** Only of conditions of an axis. */
  axis: ConditionAxis.optional(),
});
export type Condition = z.infer<typeof Condition>;

/** One replaced stretch: `text.slice(start, end)` of the original became `replacement`. Offsets are UTF-16 code units of the original. */
export const DiffEdit = z.strictObject({
  field: z.enum(['input', 'system']),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  replacement: z.string(),
});
export type DiffEdit = z.infer<typeof DiffEdit>;

/** A sample under a condition: what the model will be asked. */
export interface ConditionSample {
  readonly conditionId: ConditionId;
  readonly sample: Sample;
  readonly system: string | null;
  /** Absent for a task without demonstrations. */
  readonly demonstrations?: Demonstrations;
  /** True when the perturbation left the prompt unchanged: no trials are run for it, and it leaves robustness metrics. */
  readonly noop: boolean;
}

/** sample × condition × epoch × model. */
export const Trial = z.strictObject({
  trialKey: TrialKey,
  model: z.string(),
  sampleId: SampleId,
  conditionId: ConditionId,
  /** 1-based. */
  epoch: z.int().min(1),
});
export type Trial = z.infer<typeof Trial>;

/** One prompt with its epochs: planned, prefilled and flushed together. */
export interface TrialGroup {
  /** Position in the plan, 0-based. */
  readonly groupIndex: number;
  readonly model: string;
  readonly sampleId: SampleId;
  readonly conditionId: ConditionId;
  /** In epoch order. */
  readonly trials: readonly Trial[];
}

/** The whole design, computed before anything runs. Order of groups = order of the transcripts. */
export interface RunPlan {
  readonly conditions: readonly Condition[];
  /** Every sample under every condition, in plan order; noops included. */
  readonly conditionSamples: readonly ConditionSample[];
  readonly groups: readonly TrialGroup[];
  readonly trialCount: number;
  /** Noops by condition id. */
  readonly noopCountByCondition: Readonly<Record<ConditionId, number>>;
}
