import * as z from 'zod';
import type { Demonstrations } from '#core/model/few-shot.ts';
import type { PerturbationParams } from '#core/model/perturbation-params.ts';
import type { Sample } from '#core/model/sample.ts';
import type { PerturbationClass } from '#core/model/trial.ts';
import type { Rng } from '#core/rng/rng.ts';
import { withInput } from './edit-unprotected.ts';
import { editSites, type SiteGroup } from './perturbations/text/edit-sites.ts';
import type { Script } from './perturbations/text/script.ts';
import { EVERY_PROTECTED, type ProtectedKind } from './protected-spans.ts';

/** What a perturbation reads and returns: the sample with what goes with it. */
export interface Prompt {
  readonly sample: Sample;
  readonly system: string | null;
  /** Absent for a task without demonstrations. */
  readonly demonstrations?: Demonstrations;
}

/** What is varied; screens group by it. */
export type PerturbationDimension =
  | 'template'
  | 'option-order'
  | 'surface'
  | 'unicode'
  | 'script'
  | 'context'
  | 'fairness'
  | 'composition';

/** What screens and documents show of a perturbation. */
interface PerturbationFacts {
  readonly id: string;
  /** Changing behaviour means a new version. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a person, in the present tense. */
  readonly description: string;
  /** Exactly what it does, and where it does nothing, for a person: with this text somebody else could write it. */
  readonly definition: string;
  readonly class: PerturbationClass;
  readonly dimension: PerturbationDimension;
  /** Where the definition comes from. */
  readonly source: string;
  /** What stays as it is wherever it stands in the input; a law holds the operator to it. */
  readonly keeps: readonly ProtectedKind[];
  /** Scripts of the prompt on which it can act; in any other it is a noop. */
  readonly scripts: 'all' | readonly Script[];
  /** How it acts in a script where that is not plain from the description. */
  readonly scriptNotes?: Readonly<Partial<Record<Script, string>>>;
  /** Number of distinct variants that exist, or null when variants are random draws. */
  readonly variantCount: number | null;
}

/** A registered perturbation, its parameters already hidden behind a parse. */
export interface Perturbation extends PerturbationFacts {
  readonly defaultParams: PerturbationParams;
  /** Names, ranges and choices of the parameters. */
  readonly paramsSchema: ParamSchema;
  /** Null when `params` are valid, else a message that names the parameter. */
  checkParams(params: PerturbationParams): string | null;
  /**
   * Pure: same arguments, same result; `prompt` is not changed. Keeps `sampleId` and, unless the class is N, the meaning of
   * the target. Returns the prompt unchanged (same text) when it cannot act: the plan counts that as a noop.
   */
  apply(prompt: Prompt, params: PerturbationParams, variant: number, rng: Rng): Prompt;
  /**
   * For an operator with an `intensity`: every place that it could change in the input, of which `apply` changes exactly
   * round(intensity · share · N) a group. Null for operators that change a text as a whole.
   */
  readonly toSiteGroups: ((prompt: Prompt, params: PerturbationParams, variant: number) => readonly SiteGroup[]) | null;
}

type ParamSchema = z.ZodType<PerturbationParams>;

/** The facts as an operator states them: one that keeps every kind of protected text need not say so. */
type StatedFacts = Omit<PerturbationFacts, 'keeps'> & Partial<Pick<PerturbationFacts, 'keeps'>>;

interface PerturbationDefinition<P extends ParamSchema> extends StatedFacts {
  readonly params: P;
  readonly defaultParams: z.infer<P>;
  readonly apply: (prompt: Prompt, params: z.infer<P>, variant: number, rng: Rng) => Prompt;
}

/** Hides the parameter type: `apply` gets parsed parameters; invalid ones throw (the plan has checked them before). */
export function definePerturbation<P extends ParamSchema>(definition: PerturbationDefinition<P>): Perturbation {
  const { params: schema, apply, ...facts } = definition;
  return {
    keeps: EVERY_PROTECTED,
    ...facts,
    paramsSchema: schema,
    checkParams: (params) => toComplaint(schema, params),
    apply: (prompt, params, variant, rng) => apply(prompt, schema.parse(params), variant, rng),
    toSiteGroups: null,
  };
}

/** Share of eligible units that is changed, METRICS §10. */
export const Intensity = z.number().min(0).max(1);

/** Parameters of an operator that has an intensity and nothing else. */
export const IntensityOnly = z.strictObject({ intensity: Intensity });

type UnitEditSchema = z.ZodType<PerturbationParams & { readonly intensity: number }>;

interface UnitEditDefinition<P extends UnitEditSchema> extends StatedFacts {
  readonly params: P;
  readonly defaultParams: z.infer<P>;
  /** Every place that could be changed; must not depend on chance. */
  readonly toSiteGroups: (prompt: Prompt, params: z.infer<P>, variant: number) => readonly SiteGroup[];
}

/** A perturbation that changes a share of the units of the input: exactly round(intensity · share · N) of each group's N. */
export function defineUnitEdit<P extends UnitEditSchema>(definition: UnitEditDefinition<P>): Perturbation {
  const { params: schema, toSiteGroups, ...facts } = definition;
  return {
    keeps: EVERY_PROTECTED,
    ...facts,
    paramsSchema: schema,
    checkParams: (params) => toComplaint(schema, params),
    apply: (prompt, params, variant, rng) => {
      const parsed = schema.parse(params);
      const groups = toSiteGroups(prompt, parsed, variant);
      return withInput(prompt, editSites(prompt.sample.input, groups, parsed.intensity, rng));
    },
    toSiteGroups: (prompt, params, variant) => toSiteGroups(prompt, schema.parse(params), variant),
  };
}

function toComplaint(schema: z.ZodType, params: PerturbationParams): string | null {
  const parsed = schema.safeParse(params);
  return parsed.success ? null : z.prettifyError(parsed.error);
}
