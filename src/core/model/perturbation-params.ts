import * as z from 'zod';

/** A text that a person writes into a perturbation of their own. */
const OwnText = z.string().min(1).max(2000);

/** Texts of which one is taken, such as prefixes. */
export const TextPool = z.array(OwnText).min(1).max(200);

/** Lists of texts that say the same. */
export const ParaphraseLists = z.array(z.array(OwnText).min(2).max(50)).min(1).max(100);

/** What a text may be replaced by; an empty replacement deletes it. */
export const ReplacementTable = z
  .array(z.strictObject({ from: z.string().min(1).max(200), to: z.array(z.string().max(200)).min(1).max(20) }))
  .min(1)
  .max(2000);

const PlainParam = z.union([z.number(), z.string(), z.boolean()]);
const OwnParam = z.union([PlainParam, TextPool, ParaphraseLists, ReplacementTable]);

/** An operator of a composition, applied to what the one before it returned. */
export const PerturbationStep = z.strictObject({
  id: z.string().min(1).max(60),
  version: z.int().min(1),
  params: z.record(z.string(), OwnParam),
});
export type PerturbationStep = z.infer<typeof PerturbationStep>;

export const StepList = z.array(PerturbationStep).min(1).max(12);

/** A parameter of a perturbation: a number, text or flag; or the data of an operator that a user makes. */
export const ParamValue = z.union([OwnParam, StepList]);
export type ParamValue = z.infer<typeof ParamValue>;

/** Parameters by name; each operator has a strict schema of its own beside this bound. */
export const PerturbationParams = z.record(z.string(), ParamValue);
export type PerturbationParams = z.infer<typeof PerturbationParams>;
