import * as z from 'zod';
import type { Rng } from '#core/rng/rng.ts';
import type { Sample } from '#core/model/sample.ts';
import type { PerturbationClass } from '#core/model/trial.ts';

/** What a perturbation reads and returns: the sample with the system prompt that goes with it. */
export interface Prompt {
  readonly sample: Sample;
  readonly system: string | null;
}

export type ParamValue = number | string | boolean;

/** A registered perturbation, its parameters already hidden behind a parse. */
export interface Perturbation {
  readonly id: string;
  /** Changing behaviour means a new version. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a person, in the present tense. */
  readonly description: string;
  readonly class: PerturbationClass;
  readonly dimension: 'template' | 'surface' | 'option-order' | 'unicode';
  /** Where the definition comes from. */
  readonly source: string;
  readonly defaultParams: Readonly<Record<string, ParamValue>>;
  /** Number of distinct variants that exist, or null when variants are random draws. */
  readonly variantCount: number | null;
  /** Null when `params` are valid, else a message that names the parameter. */
  checkParams(params: Readonly<Record<string, ParamValue>>): string | null;
  /**
   * Pure: same arguments, same result; `prompt` is not changed. Keeps `sampleId` and, unless the class is N, the meaning of
   * the target. Returns the prompt unchanged (same text) when it cannot act: the plan counts that as a noop.
   */
  apply(prompt: Prompt, params: Readonly<Record<string, ParamValue>>, variant: number, rng: Rng): Prompt;
}

interface PerturbationDefinition<P extends z.ZodType<Readonly<Record<string, ParamValue>>>> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly class: PerturbationClass;
  readonly dimension: Perturbation['dimension'];
  readonly source: string;
  readonly params: P;
  readonly defaultParams: z.infer<P>;
  readonly variantCount: number | null;
  readonly apply: (prompt: Prompt, params: z.infer<P>, variant: number, rng: Rng) => Prompt;
}

/** Hides the parameter type: `apply` gets parsed parameters; invalid ones throw (the plan has checked them before). */
export function definePerturbation<P extends z.ZodType<Readonly<Record<string, ParamValue>>>>(
  definition: PerturbationDefinition<P>,
): Perturbation {
  const { params: schema, apply, ...rest } = definition;
  return {
    ...rest,
    checkParams: (params) => {
      const parsed = schema.safeParse(params);
      return parsed.success ? null : z.prettifyError(parsed.error);
    },
    apply: (prompt, params, variant, rng) => apply(prompt, schema.parse(params), variant, rng),
  };
}
