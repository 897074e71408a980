import * as z from 'zod';

/** A figure that somebody states about a model, with what backs it (accord §08). */
export const DisclosedFigure = z.strictObject({
  value: z.number().nonnegative().nullable(),
  evidence: z.enum(['verified', 'self-reported', 'absent']),
});
export type DisclosedFigure = z.infer<typeof DisclosedFigure>;

/** What one model cost in this run, and what is known of its making. */
export const ModelCost = z.strictObject({
  model: z.string(),
  completedTrials: z.int().nonnegative(),
  promptTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  /** Sum of `computeMs` of the completed trials, s. */
  computeSeconds: z.number().nonnegative(),
  /** What asking the model about its answers took, not in the numbers above; absent where nothing was asked. */
  elicitation: z
    .strictObject({
      questions: z.int().nonnegative(),
      promptTokens: z.int().nonnegative(),
      outputTokens: z.int().nonnegative(),
      computeSeconds: z.number().nonnegative(),
    })
    .optional(),
  /** Bytes of the model's files in the configuration. */
  modelBytes: z.int().nonnegative(),
  trainingCostUsd: DisclosedFigure,
  totalParameters: DisclosedFigure,
  activeParameters: DisclosedFigure,
});
export type ModelCost = z.infer<typeof ModelCost>;

/** `cost.json`. */
export const Cost = z.strictObject({ schemaVersion: z.literal(1), models: z.array(ModelCost) });
export type Cost = z.infer<typeof Cost>;
